import { clusterUses } from '../../look/cluster-uses.ts';
import { useDrafts } from '../../look/use-drafts.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

export const mirrorMissing: Rule = defineRule<{ readonly cluster: string }>({
  code: 'mirror-missing',
  severity: 'error',
  needs: ['clusters', 'routes'],
  absence: ['clusters'],
  summary: 'Requests are mirrored to a cluster that the proxy does not have',
  *check(context) {
    for (const [cluster, uses] of clusterUses(context)) {
      if (context.index.cluster(cluster) !== null) continue;
      const mirrors = uses.filter(({ as }) => as === 'mirror');
      yield* useDrafts(
        context,
        mirrors,
        { cluster },
        {
          outcome: `The route takes it, and the copy for ${cluster} goes nowhere.`,
          stated: [`the route mirrors to ${cluster}`, 'no cluster of the input has that name'],
        },
      );
    }
  },
  message: ({ cluster }) => `mirrors requests to ${cluster}, which is not there: the copies are lost without a trace`,
  fix: () => 'correct host, port and subset of the mirror, or take it away',
});
