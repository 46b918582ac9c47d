import { routeSelector } from '../../context.ts';
import { literalOf } from '../../look/path-text.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly path: string;
}

export const pathMissingSlash: Rule = defineRule<Args>({
  code: 'path-missing-slash',
  severity: 'error',
  needs: ['routes'],
  summary: 'A path does not begin with a slash, and every request path does',
  *check({ routes }) {
    for (const place of routes) {
      const path = literalOf(place.route.match);
      if (path === null || path === '' || path.startsWith('/')) continue;
      yield {
        subject: routeSelector(place),
        args: { path },
        confidence: 'certain',
        of: [place.route.id],
        proof: facts(`the match is ${path}`, 'Envoy matches the whole path, which begins with /'),
      };
    }
  },
  message: ({ path }) => `path ${path} has no leading slash: no request fits`,
  fix: ({ path }) => `write /${path}`,
});
