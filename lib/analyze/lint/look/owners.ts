/** Who owns what in a virtual host. */
import type { Source } from '../../../model/index.ts';
import type { LintContext, PlacedHost, PlacedRoute } from '../context.ts';
import { ownerKey } from '../words/source-words.ts';

export interface OwnedRoutes {
  readonly key: string;
  readonly namespace: string;
  readonly kind: string;
  readonly routes: readonly PlacedRoute[];
}

/** Routes by their owner (a delegate's by its root), in the order of their first one; those without one left out. */
export function ownersOf({ view }: LintContext, { config, host }: PlacedHost): readonly OwnedRoutes[] {
  const owners = new Map<string, { namespace: string; kind: string; routes: PlacedRoute[] }>();
  for (const route of host.routes) {
    const source = view.sourceOf(route.id);
    const key = ownerKey(source);
    const owner = source.via ?? source.resource;
    if (key === null || owner === null || source.status !== 'attributed' || owner.kind === 'EnvoyFilter') continue;
    const known = owners.get(key);
    const place = { config, host, route, source };
    if (known === undefined) owners.set(key, { namespace: owner.namespace, kind: owner.kind, routes: [place] });
    else known.routes.push(place);
  }
  return [...owners].map(([key, owned]) => ({ key, ...owned }));
}

const GATEWAY_API: ReadonlySet<string> = new Set(['HTTPRoute', 'GRPCRoute']);

/** Ordered by how specific they are, whoever is older: the order there is meant (Gateway API specification). */
export function isGatewayApi(source: Source): boolean {
  const kinds = source.resource === null ? source.candidates : [source.resource];
  return kinds.length > 0 && kinds.every(({ kind }) => GATEWAY_API.has(kind));
}

/** `shop.example.com`: the host without port variants, for sentences that are the same on every port. */
export function hostWords({ domains, name }: PlacedHost['host']): string {
  const plain = domains.find((domain) => !/:\d+$/.test(domain)) ?? domains[0] ?? name;
  const others = new Set(domains.map((domain) => domain.replace(/:\d+$/, ''))).size - 1;
  return others > 0 ? `${plain} (and ${String(others)} more)` : plain;
}
