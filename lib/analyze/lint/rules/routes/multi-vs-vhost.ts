import { hostSelector } from '../../context.ts';
import type { LintContext, PlacedHost } from '../../context.ts';
import { hostWords, ownersOf } from '../../look/owners.ts';
import { isCatchAll } from '../../look/catch-all.ts';
import { shadowsOf } from '../../look/shadows.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { ownerWords } from '../../words/source-words.ts';

interface Args {
  readonly host: string;
  readonly owners: number;
}

export const multiVsVhost: Rule = defineRule<Args>({
  code: 'multi-vs-vhost',
  severity: 'info',
  needs: ['routes'],
  summary: 'Several objects serve one host, and do not get in each other’s way',
  *check(context) {
    for (const place of context.hosts) {
      const owners = ownersOf(context, place);
      if (owners.length < 2) continue;
      const { pairs, complete } = context.rivals.of(place);
      if (pairs.length > 0 || isTroubled(context, place)) continue;
      if (!complete) {
        yield { subject: hostSelector(place), unclear: 'not every pair of its routes could be compared' };
        continue;
      }
      const firsts = owners.flatMap(({ routes: [route] }) => route ?? []);
      yield {
        subject: hostSelector(place),
        args: { host: hostWords(place.host), owners: owners.length },
        confidence: 'certain',
        of: firsts.map(({ route }) => route.id),
        proof: facts(...firsts.map(({ source, route }) => `${ownerWords(source)} made route ${String(route.index)}`)),
      };
    }
  },
  message: ({ host, owners }) =>
    `one of ${String(owners)} objects that serve ${host}; none takes requests from another`,
  fix: () => 'nothing has to be done',
});

/** Other rules say what is wrong. */
function isTroubled(context: LintContext, place: PlacedHost): boolean {
  if (place.host.routes.filter(({ match }) => isCatchAll(match)).length > 1) return true;
  for (const shadow of shadowsOf(context, place)) if ('cross' in shadow && shadow.cross) return true;
  return false;
}
