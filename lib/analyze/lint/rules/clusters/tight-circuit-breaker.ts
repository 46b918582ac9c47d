import { clusterUses } from '../../look/cluster-uses.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly cluster: string;
  readonly limits: readonly string[];
}

/** Below this a handful of slow requests fills the pool. */
const FLOOR = 10;
const LIMITS = ['maxConnections', 'maxPendingRequests', 'maxRequests'] as const;

export const tightCircuitBreaker: Rule = defineRule<Args>({
  code: 'tight-circuit-breaker',
  severity: 'info',
  needs: ['clusters', 'routes'],
  summary: 'A circuit breaker opens at a handful of requests',
  *check(context) {
    for (const name of clusterUses(context).keys()) {
      const cluster = context.index.cluster(name);
      if (cluster === null || cluster === undefined) continue;
      const limits = (cluster.circuitBreakers ?? []).flatMap((breaker) =>
        LIMITS.flatMap((limit) => {
          const value = breaker[limit];
          return value !== undefined && value < FLOOR ? [`${limit} ${String(value)}`] : [];
        }),
      );
      if (limits.length === 0) continue;
      const rule = context.view.destinationRuleOf(cluster.id)?.resource ?? null;
      yield {
        subject: name,
        args: { cluster: name, limits },
        confidence: 'certain',
        resources: rule === null ? [] : [rule],
        proof: facts(...limits.map((limit) => `${name} has ${limit}`)),
      };
    }
  },
  message: ({ cluster, limits }) =>
    `${cluster} opens its circuit early (${limits.join(', ')}): what is above gets 503 (UO)`,
  fix: () =>
    'raise connectionPool limits of the DestinationRule above the concurrency at peak; they count for each proxy',
});
