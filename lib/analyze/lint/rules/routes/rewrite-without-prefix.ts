import { routeSelector } from '../../context.ts';
import { prefixRewriteOf } from '../../look/path-text.ts';
import { routeProof } from '../../probe/route-proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { pathWords } from '../../words/match-words.ts';

interface Args {
  readonly path: string;
  readonly rewrite: string;
}

export const rewriteWithoutPrefix: Rule = defineRule<Args>({
  code: 'rewrite-without-prefix',
  severity: 'warning',
  needs: ['routes'],
  summary: 'A prefix rewrite on a match that is no prefix replaces the whole path',
  *check(context) {
    for (const place of context.routes) {
      const { match } = place.route;
      const rewrite = prefixRewriteOf(place.route);
      // An exact path is replaced as a whole, which is how it is meant.
      if (rewrite === null || match.path.kind !== 'regex') continue;
      const path = pathWords(match.path);
      yield {
        subject: routeSelector(place),
        args: { path, rewrite },
        confidence: 'certain',
        of: [place.route.id],
        proof: routeProof(
          context,
          place,
          `The route takes it, and upstream sees ${rewrite}.`,
          `the match is ${path}`,
          `prefix_rewrite ${rewrite} has no prefix to replace: Envoy replaces the whole path`,
        ),
      };
    }
  },
  message: ({ path, rewrite }) =>
    `${path} has a prefix rewrite (${rewrite}): the whole path is replaced, whatever it was`,
  fix: () => 'use uriRegexRewrite with a group, or match a prefix',
});
