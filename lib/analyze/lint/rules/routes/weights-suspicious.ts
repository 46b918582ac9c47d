import { routeSelector } from '../../context.ts';
import { routeProof } from '../../probe/route-proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly why: 'total' | 'single' | 'missing';
  readonly clusters: readonly string[];
}

export const weightsSuspicious: Rule = defineRule<Args>({
  code: 'weights-suspicious',
  severity: 'warning',
  needs: ['routes'],
  summary: 'Weights that cannot be meant: all zero, or one destination with weight zero',
  *check(context) {
    for (const place of context.routes) {
      const { action } = place.route;
      if (action.kind !== 'forward' || action.cluster.kind !== 'weighted') continue;
      const { clusters } = action.cluster;
      const total = clusters.reduce((sum, { weight }) => sum + weight, 0);
      if (total > 0) continue;
      const names = clusters.map(({ name, clusterHeader }) => name ?? clusterHeader ?? '?');
      yield {
        subject: routeSelector(place),
        args: { why: clusters.length === 1 ? 'single' : 'total', clusters: names },
        confidence: 'certain',
        of: [place.route.id],
        proof: routeProof(
          context,
          place,
          'The route takes it, and no cluster has a weight.',
          `weights of ${names.join(', ')}`,
          'their sum is 0',
        ),
      };
    }
  },
  message: ({ clusters }) => `all weights are 0 (${clusters.join(', ')}): no destination gets a request`,
  fix: () => 'give at least one destination a weight above 0',
});
