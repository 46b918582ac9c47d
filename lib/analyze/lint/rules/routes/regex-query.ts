import { routeSelector } from '../../context.ts';
import { regexOf } from '../../look/path-text.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly regex: string;
  readonly parameter: string | null;
}

/** A literal question mark: escaped, or alone in a class. In an optional part (`(\?.*)?`, `\??`) it does no harm. */
const LITERAL_MARK = /\\\?(?![?*{])|\[\?\](?![?*{])/;
const OPTIONAL_GROUP = /\((?:\?:)?(?:\\\?|\[\?\])[^()]*\)[?*]/g;

export const regexQuery: Rule = defineRule<Args>({
  code: 'regex-query',
  severity: 'error',
  needs: ['routes'],
  summary: 'A path regex waits for a query string, which is no part of the path',
  *check({ routes }) {
    for (const place of routes) {
      const regex = regexOf(place.route.match);
      if (regex === null) continue;
      const firm = regex.replace(OPTIONAL_GROUP, '');
      // One branch of a choice may do without it.
      if (!LITERAL_MARK.test(firm) || firm.includes('|')) continue;
      const parameter = /(?:\\\?|\[\?\])(?:\.\*)?([\w-]+)=/.exec(firm)?.[1] ?? null;
      yield {
        subject: routeSelector(place),
        args: { regex, parameter },
        confidence: 'certain',
        of: [place.route.id],
        proof: facts(
          `the path must match ${regex}, which has a literal ?`,
          'Envoy cuts the path at the first ? before it matches',
        ),
      };
    }
  },
  message: ({ regex }) => `path regex ${regex} wants a ?, which no path has: no request fits`,
  fix: ({ parameter }) =>
    `match the path alone, and the query in queryParams${parameter === null ? '' : ` (${parameter})`}`,
});
