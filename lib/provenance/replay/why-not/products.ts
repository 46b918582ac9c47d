/** What became of each place in a resource: the routes and chains that the replay made of it. */
import type { Resource } from '../../../resources/index.ts';
import type { Place } from '../effective.ts';
import type { Replay } from '../replay.ts';

/** Something that istiod emits for a place. */
export type Product =
  | { readonly kind: 'routeConfig'; readonly routeConfig: string }
  | { readonly kind: 'route'; readonly routeConfig: string; readonly virtualHost: string; readonly index: number }
  | { readonly kind: 'chain'; readonly port: number; readonly serverNames: readonly string[] };

export type ProductsOf = (resource: Resource, path: string) => readonly Product[];

/** Index over one replay. A delegate's routes count for the delegate's place and for the root's. */
export function indexProducts(replay: Replay): ProductsOf {
  const products = new Map<Resource, Map<string, Product[]>>();
  const add = ({ resource, path }: Place, product: Product): void => {
    const byPath = products.get(resource) ?? new Map<string, Product[]>();
    products.set(resource, byPath);
    const list = byPath.get(path);
    if (list === undefined) byPath.set(path, [product]);
    else list.push(product);
  };
  for (const config of replay.routeConfigs) {
    for (const host of config.virtualHosts) {
      host.routes.forEach(({ route }, index) => {
        const product = { kind: 'route', routeConfig: config.name, virtualHost: host.name, index } as const;
        add(route.origin, product);
        if (route.origin.via !== null) add(route.origin.via, product);
      });
    }
  }
  for (const chain of replay.chains) {
    if (chain.kind !== 'tcp' || chain.rule === null) continue;
    add(chain.rule, { kind: 'chain', port: chain.boundPort, serverNames: chain.serverNames });
  }
  return (resource, path) => products.get(resource)?.get(path) ?? [];
}
