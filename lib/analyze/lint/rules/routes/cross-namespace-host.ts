import { hostSelector } from '../../context.ts';
import { sortedBy } from '../../../../base/index.ts';
import { hostWords, isGatewayApi, ownersOf } from '../../look/owners.ts';
import type { OwnedRoutes } from '../../look/owners.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { refWords } from '../../words/source-words.ts';

interface Args {
  readonly host: string;
  readonly namespaces: readonly string[];
  readonly owners: readonly string[];
}

export const crossNamespaceHost: Rule = defineRule<Args>({
  code: 'cross-namespace-host',
  severity: 'warning',
  needs: ['routes', 'gateway'],
  summary: 'Objects of several namespaces attach routes to one host',
  *check(context) {
    for (const place of context.hosts) {
      const owners = ownersOf(context, place);
      const namespaces = [...new Set(owners.map(({ namespace }) => namespace))].sort();
      if (namespaces.length < 2) continue;
      const firsts = owners.flatMap(({ routes: [route] }) => route ?? []);
      const said = firsts.flatMap(({ source }) => {
        const owner = source.via ?? source.resource;
        return owner === null ? [] : [refWords(owner)];
      });
      yield {
        subject: hostSelector(place),
        args: { host: hostWords(place.host), namespaces, owners: said },
        confidence: 'certain',
        // Gateway API listeners allow routes of other namespaces one by one: there it is meant.
        severity: firsts.every(({ source }) => isGatewayApi(source)) ? 'info' : 'warning',
        of: byRarity(owners).flatMap(({ routes: [first] }) => first?.route.id ?? []),
        proof: facts(...firsts.map(({ route }, at) => `route ${String(route.index)} is of ${said[at] ?? '?'}`)),
      };
    }
  },
  message: ({ host, namespaces, owners }) =>
    `${host} is served from namespaces ${namespaces.join(', ')}: ${owners.join(', ')}`,
  fix: ({ host }) =>
    `write the server's host as NAMESPACE/${host.split(' ')[0] ?? host} in the Gateway, so that only one namespace may attach`,
});

/** Who is alone in a namespace is most likely the guest; of two such, the one whose routes come later. */
function byRarity(owners: readonly OwnedRoutes[]): readonly OwnedRoutes[] {
  const mates = new Map<string, number>();
  for (const { namespace } of owners) mates.set(namespace, (mates.get(namespace) ?? 0) + 1);
  return sortedBy(owners, ({ namespace, routes: [first] }) => [mates.get(namespace) ?? 0, -(first?.route.index ?? 0)]);
}
