import { routeSelector } from '../../context.ts';
import { outcomeWords } from '../../look/outcomes.ts';
import { shadowsOf } from '../../look/shadows.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { matchWords } from '../../words/match-words.ts';

interface Args {
  readonly match: string;
  readonly by: readonly string[];
}

export const sameVsShadow: Rule = defineRule<Args>({
  code: 'same-vs-shadow',
  severity: 'warning',
  needs: ['routes'],
  summary: 'A rule is never reached: earlier rules of the same object take all its requests',
  *check(context) {
    for (const placed of context.hosts) {
      for (const shadow of shadowsOf(context, placed)) {
        if ('unclear' in shadow || shadow.cross) continue;
        const { place, by, witness, taker } = shadow;
        yield {
          subject: routeSelector(place),
          args: { match: matchWords(place.route.match), by: by.map(({ route }) => matchWords(route.match)) },
          confidence: 'certain',
          of: [place.route.id, ...by.map(({ route }) => route.id)],
          proof: {
            kind: 'witness',
            witness,
            ...placed,
            holds: (seen) =>
              seen.route === taker.route
                ? `Route ${String(taker.route.index)} takes it, not route ${String(place.route.index)}: it ${outcomeWords(taker.route)}.`
                : null,
          },
        };
      }
    }
  },
  message: ({ match, by }) =>
    `${match} gets no request: ${by.join(' and ')} ${by.length === 1 ? 'stands before it and takes' : 'stand before it and together take'} them all`,
  fix: () => 'move the narrower rule up, or remove the one that is never reached',
});
