import { routeSelector } from '../../context.ts';
import { prefixRewriteOf } from '../../look/path-text.ts';
import { prefixOf } from '../../look/catch-all.ts';
import { routeProof } from '../../probe/route-proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly prefix: string;
  readonly rewrite: string;
  readonly before: string;
  readonly after: string;
}

/** Prefix `/` with any rewrite, and rewrite `/` of a prefix without slash, are the same mistake from both ends. */
export const rewriteSlashMismatch: Rule = defineRule<Args>({
  code: 'rewrite-slash-mismatch',
  severity: 'warning',
  needs: ['routes'],
  summary: 'Prefix and rewrite end differently: slashes are doubled, or names glued together',
  *check(context) {
    for (const place of context.routes) {
      const prefix = prefixOf(place.route.match);
      const rewrite = prefixRewriteOf(place.route);
      if (prefix === null || rewrite === null || rewrite === '' || prefix === '') continue;
      if (prefix.endsWith('/') === rewrite.endsWith('/')) continue;
      const before = prefix.endsWith('/') ? `${prefix}item` : `${prefix}/item`;
      const after = `${rewrite}${before.slice(prefix.length)}`;
      const said = `It goes upstream as ${after}.`;
      const probe = { config: place.config, host: place.host, path: before };
      const probed = context.prober.ask(probe);
      const isTaken = probed?.seen.route === place.route;
      yield {
        subject: routeSelector(place),
        args: { prefix, rewrite, before, after },
        confidence: 'certain',
        of: [place.route.id],
        proof: isTaken
          ? {
              kind: 'probe',
              probe,
              holds: (seen) => (seen.route === place.route ? said : null),
            }
          : routeProof(
              context,
              place,
              `The route takes it; ${before} becomes ${after}.`,
              `prefix ${prefix}, rewrite ${rewrite}`,
              `${before} becomes ${after}`,
            ),
      };
    }
  },
  message: ({ prefix, rewrite, before, after }) =>
    `prefix ${prefix} with rewrite ${rewrite}: ${before} becomes ${after}`,
  fix: ({ prefix, rewrite }) =>
    prefix.endsWith('/')
      ? `make both end alike: rewrite ${rewrite}/`
      : `make both end alike: prefix ${prefix}/ (and path ${prefix} apart), or rewrite ${rewrite.replace(/\/+$/, '') || '/ with prefix ' + prefix + '/'}`,
});
