import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { routeSelector } from '../../context.ts';
import { literalOf } from '../../look/path-text.ts';
import { facts } from '../../probe/proof.ts';

interface Args {
  readonly path: string;
  readonly kind: string;
}

export const pathLiteralGlob: Rule = defineRule<Args>({
  code: 'path-literal-glob',
  severity: 'error',
  needs: ['routes'],
  summary: 'A path holds a * that Envoy reads as an ordinary character',
  *check({ routes }) {
    for (const place of routes) {
      const path = literalOf(place.route.match);
      if (path?.includes('*') !== true) continue;
      const kind = place.route.match.path.kind === 'path' ? 'exact' : 'prefix';
      yield {
        subject: routeSelector(place),
        args: { path, kind },
        confidence: 'certain',
        of: [place.route.id],
        proof: facts(
          `the match is ${kind} ${path}`,
          `only a path that has the character * itself fits, such as ${path}`,
        ),
      };
    }
  },
  message: ({ path, kind }) => `${kind} ${path} takes the * literally: no ordinary request fits`,
  fix: ({ path, kind }) => {
    const base = path.slice(0, path.indexOf('*'));
    return kind === 'prefix' || base === ''
      ? `write prefix ${base === '' ? '/' : base}: a prefix needs no star; or use a regex`
      : `write prefix ${base}, or a regex with .* for the star`;
  },
});
