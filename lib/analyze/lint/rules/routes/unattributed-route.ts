import { routeSelector } from '../../context.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { matchWords } from '../../words/match-words.ts';

interface Args {
  readonly match: string;
}

export const unattributedRoute: Rule = defineRule<Args>({
  code: 'unattributed-route',
  severity: 'info',
  needs: ['routes'],
  summary: 'A route that names no maker: an EnvoyFilter, most likely',
  *check({ routes }) {
    for (const place of routes) {
      const { status, reason } = place.source;
      if (status !== 'unattributed') continue;
      yield {
        subject: routeSelector(place),
        args: { match: matchWords(place.route.match) },
        confidence: 'certain',
        of: [place.route.id],
        proof: facts('the route has no metadata of Istio', reason ?? 'nothing in the input tells who made it'),
      };
    }
  },
  message: ({ match }) => `${match}: nothing tells who made this route`,
  fix: () => 'look for an EnvoyFilter with an HTTP_ROUTE patch that selects this proxy (-r resources/ finds it)',
});
