import { clusterUses } from '../../look/cluster-uses.ts';
import { endpointsOf } from '../../look/endpoints-of.ts';
import { useDrafts } from '../../look/use-drafts.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly cluster: string;
  readonly total: number;
  /** Envoy's panic mode is on: unhealthy endpoints get traffic all the same. */
  readonly panics: boolean;
}

export const endpointsUnhealthy: Rule = defineRule<Args>({
  code: 'endpoints-unhealthy',
  severity: 'error',
  needs: ['clusters', 'endpoints', 'routes'],
  summary: 'All endpoints of a cluster in use are unhealthy or ejected',
  *check(context) {
    for (const [name, uses] of clusterUses(context)) {
      const cluster = context.index.cluster(name);
      if (cluster === null || cluster === undefined) continue;
      const summary = endpointsOf(context, cluster);
      if (summary === null || summary.total === 0 || summary.healthy > 0) continue;
      const panics = cluster.panicThreshold !== 0;
      yield* useDrafts(
        context,
        uses,
        { cluster: name, total: summary.total, panics },
        {
          outcome: `The route takes it, and ${name} has no healthy endpoint.`,
          stated: [`${name} has ${String(summary.total)} endpoints`, 'none of them is healthy'],
          severity: panics ? 'warning' : 'error',
        },
      );
    }
  },
  message: ({ cluster, total, panics }) =>
    `sends to ${cluster}, none of whose ${String(total)} endpoints is healthy: ${panics ? 'panic mode sends to them all the same' : '503 (UH)'}`,
  fix: () => 'see why the pods fail their checks; ejected ones come back after baseEjectionTime of the DestinationRule',
});
