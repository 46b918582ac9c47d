import { routeSelector } from '../../context.ts';
import { regexOf } from '../../look/path-text.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly regex: string;
  readonly anchor: '^' | '$' | '^ and $';
}

/** Needless anchors do no harm; they show that the writer took the match for a search. */
export const regexUnanchoredIntent: Rule = defineRule<Args>({
  code: 'regex-unanchored-intent',
  severity: 'info',
  needs: ['routes'],
  summary: 'A path regex is written as for a search, and Envoy matches whole paths',
  *check({ routes }) {
    for (const place of routes) {
      const regex = regexOf(place.route.match);
      if (regex === null) continue;
      const starts = regex.startsWith('^');
      const ends = /(?<!\\)\$$/.test(regex);
      if (!starts && !ends) continue;
      yield {
        subject: routeSelector(place),
        args: { regex, anchor: starts && ends ? '^ and $' : starts ? '^' : '$' },
        confidence: 'certain',
        of: [place.route.id],
        proof: facts(
          `the path must match ${regex}`,
          'Envoy matches the whole path: anchors change nothing, and what follows is not free',
        ),
      };
    }
  },
  message: ({ regex, anchor }) =>
    `path regex ${regex} has ${anchor}, which change${anchor.length === 1 ? 's' : ''} nothing: the whole path has to match${anchor === '^' && !regex.endsWith('*') ? ', its end as well' : ''}`,
  fix: () => 'drop the anchors; end with .* where anything may follow',
});
