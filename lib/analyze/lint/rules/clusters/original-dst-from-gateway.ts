import { clusterUses } from '../../look/cluster-uses.ts';
import { useDrafts } from '../../look/use-drafts.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { BUILT_IN } from './blackhole-target.ts';

export const originalDstFromGateway: Rule = defineRule<{ readonly cluster: string }>({
  code: 'original-dst-from-gateway',
  severity: 'error',
  needs: ['clusters', 'routes', 'gateway'],
  summary: 'A gateway routes to a cluster that sends to the original destination, which a gateway does not have',
  *check(context) {
    for (const [name, uses] of clusterUses(context)) {
      if (context.index.cluster(name)?.type !== 'ORIGINAL_DST' || BUILT_IN.includes(name)) continue;
      yield* useDrafts(
        context,
        uses,
        { cluster: name },
        {
          outcome: `The route takes it, and ${name} is of type ORIGINAL_DST.`,
          stated: [`the route sends to ${name}`, 'its type is ORIGINAL_DST'],
        },
      );
    }
  },
  message: ({ cluster }) =>
    `sends to ${cluster}, which passes requests on to the address they were made to: at a gateway that is the gateway itself`,
  fix: () =>
    'give the ServiceEntry resolution DNS or STATIC instead of NONE; a headless Service needs a selector and ready pods',
});
