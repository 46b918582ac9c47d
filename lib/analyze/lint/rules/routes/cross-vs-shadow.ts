import { routeSelector } from '../../context.ts';
import { isCatchAll } from '../../look/catch-all.ts';
import { outcomeWords } from '../../look/outcomes.ts';
import { shadowsOf } from '../../look/shadows.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { matchWords } from '../../words/match-words.ts';
import { ownerWords } from '../../words/source-words.ts';

interface Args {
  readonly match: string;
  readonly by: readonly { readonly match: string; readonly owner: string }[];
}

export const crossVsShadow: Rule = defineRule<Args>({
  code: 'cross-vs-shadow',
  severity: 'error',
  needs: ['routes'],
  summary: 'A route of one object is never reached: earlier routes of another take all its requests',
  *check(context) {
    for (const placed of context.hosts) {
      for (const shadow of shadowsOf(context, placed)) {
        if ('unclear' in shadow) {
          yield shadow;
          continue;
        }
        const { place, by, witness, taker, cross } = shadow;
        // Two routes for everything are a rule of their own.
        if (!cross || (isCatchAll(place.route.match) && by.every(({ route }) => isCatchAll(route.match)))) continue;
        yield {
          subject: routeSelector(place),
          args: {
            match: matchWords(place.route.match),
            by: by.map(({ route, source }) => ({ match: matchWords(route.match), owner: ownerWords(source) })),
          },
          confidence: 'certain',
          of: [place.route.id, ...by.map(({ route }) => route.id)],
          proof: {
            kind: 'witness',
            witness,
            ...placed,
            holds: (seen) =>
              seen.route === taker.route
                ? `Route ${String(taker.route.index)} of ${ownerWords(taker.source)} takes it, not route ${String(place.route.index)}: it ${outcomeWords(taker.route)}.`
                : null,
          },
        };
      }
    }
  },
  message: ({ match, by }) =>
    `${match} gets no request: ${by.map((one) => `${one.match} of ${one.owner}`).join(' and ')} ${by.length === 1 ? 'comes first and takes' : 'come first and together take'} them all`,
  fix: () =>
    'put the rules of the host into one VirtualService, narrow ones first, or make the broad one narrower: between VirtualServices the order is that of their age',
});
