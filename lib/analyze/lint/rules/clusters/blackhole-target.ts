import { clusterUses } from '../../look/cluster-uses.ts';
import { useDrafts } from '../../look/use-drafts.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

export const BUILT_IN: readonly string[] = ['BlackHoleCluster', 'PassthroughCluster'];

export const blackholeTarget: Rule = defineRule<{ readonly cluster: string }>({
  code: 'blackhole-target',
  severity: 'error',
  needs: ['routes', 'gateway'],
  summary: 'A route of a gateway ends in BlackHoleCluster or PassthroughCluster',
  *check(context) {
    for (const cluster of BUILT_IN) {
      yield* useDrafts(
        context,
        clusterUses(context).get(cluster) ?? [],
        { cluster },
        {
          outcome: `The route takes it, and it ends in ${cluster}.`,
          stated: [`the route sends to ${cluster}`, 'a gateway has no original destination to pass a request on to'],
        },
      );
    }
  },
  message: ({ cluster }) => `sends to ${cluster}, which ends every request of a gateway`,
  fix: () => 'give the route a destination that is a Service or ServiceEntry which this proxy sees',
});
