import { routeSelector } from '../../context.ts';
import { prefixOf } from '../../look/catch-all.ts';
import { outcomeWords } from '../../look/outcomes.ts';
import { prefixRewriteOf } from '../../look/path-text.ts';
import { sampleProbe, sampleRequest } from '../../probe/sample-request.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly prefix: string;
  readonly bare: string;
}

export const rewriteBarePrefixUnmatched: Rule = defineRule<Args>({
  code: 'rewrite-bare-prefix-unmatched',
  severity: 'info',
  needs: ['routes'],
  summary: 'Prefix /x/ is rewritten, and /x itself goes elsewhere',
  *check(context) {
    for (const { config, host, route } of context.routes) {
      const prefix = prefixOf(route.match);
      if (prefix === null || prefix.length < 2 || !prefix.endsWith('/') || prefixRewriteOf(route) === null) continue;
      const sample = sampleRequest({ ...route.match, path: { kind: 'path', value: prefix.slice(0, -1) } });
      if (sample === null) continue;
      const bare = prefix.slice(0, -1);
      const key = context.outcomes.of(route);
      const probe = sampleProbe({ config, host }, sample);
      const probed = context.prober.ask(probe);
      if (probed === null || probed.seen.open || probed.seen.requiresTls) continue;
      const taker = probed.seen.route;
      if (taker !== null && (context.outcomes.of(taker) === key || isMeant(taker.action.kind, taker.match.path.kind)))
        continue;
      yield {
        subject: routeSelector({ config, host, route }),
        args: { prefix, bare },
        confidence: 'certain',
        of: [route.id],
        proof: {
          kind: 'probe',
          probe,
          holds: (seen) =>
            seen.route === route
              ? null
              : seen.route === null
                ? 'No route takes it: 404.'
                : `It ${outcomeWords(seen.route)}.`,
        },
      };
    }
  },
  message: ({ prefix, bare }) => `prefix ${prefix} is rewritten, but ${bare} without the slash does not fit it`,
  fix: ({ prefix, bare }) =>
    `add a match path ${bare} beside prefix ${prefix} (Gateway API: PathPrefix ${bare} takes both)`,
});

/** Somebody thought of the bare path: an exact match, or a redirect to the slash. */
function isMeant(action: string, path: string): boolean {
  return action === 'redirect' || path === 'path';
}
