import { routeSelector } from '../../context.ts';
import { matchKey } from '../../look/match-key.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { matchWords } from '../../words/match-words.ts';
import { ownerKey } from '../../words/source-words.ts';

interface Args {
  readonly match: string;
}

/** istiod appends a VirtualService once for every server of the port that it is bound to. */
export const duplicateRoute: Rule = defineRule<Args>({
  code: 'duplicate-route',
  severity: 'info',
  needs: ['routes'],
  summary: 'One object made the same route twice in one host',
  *check(context) {
    for (const { config, host } of context.hosts) {
      const seen = new Map<string, number>();
      for (const route of host.routes) {
        const source = context.view.sourceOf(route.id);
        const owner = ownerKey(source);
        if (owner === null || source.status === 'synthetic') continue;
        const key = `${owner}\n${matchKey(route.match)}\n${context.outcomes.of(route)}`;
        const first = seen.get(key);
        if (first === undefined) {
          seen.set(key, route.index);
          continue;
        }
        yield {
          subject: routeSelector({ config, host, route }),
          args: { match: matchWords(route.match) },
          confidence: 'certain',
          of: [route.id],
          proof: facts(
            `route ${String(first)} has the same match and does the same`,
            `route ${String(route.index)} repeats it`,
          ),
        };
      }
    }
  },
  message: ({ match }) => `${match} is there twice: the object is bound through two servers of one port`,
  fix: () => 'bind it through one Gateway only; it does no harm otherwise',
});
