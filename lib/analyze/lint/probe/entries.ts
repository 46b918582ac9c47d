/** By which listeners and chains requests come into each route configuration. */
import type { FilterChain, Listener, RouteConfiguration, Snapshot } from '../../../model/index.ts';

/** A way into a route configuration. */
export interface Entry {
  readonly listener: Listener;
  readonly chain: FilterChain;
}

const OPEN: ReadonlySet<Listener['state']> = new Set<Listener['state']>(['active', 'static', null]);

/** Chains of HTTP on open listeners with a port, in the order of the input. */
export function entriesOf({ listeners, routeConfigs }: Snapshot): ReadonlyMap<RouteConfiguration, readonly Entry[]> {
  const byId = new Map(routeConfigs.map((config) => [config.id, config]));
  const byName = new Map(routeConfigs.flatMap((config) => (isRds(config) ? [[config.name, config] as const] : [])));
  const entries = new Map<RouteConfiguration, Entry[]>();
  for (const listener of listeners) {
    if (listener.port === null || !OPEN.has(listener.state)) continue;
    for (const chain of listener.filterChains) {
      if (chain.target.kind !== 'http') continue;
      const { routes } = chain.target;
      const config =
        routes.kind === 'inline'
          ? byId.get(routes.routeConfigId)
          : routes.kind === 'rds'
            ? byName.get(routes.routeConfigName)
            : undefined;
      if (config === undefined) continue;
      const known = entries.get(config);
      if (known === undefined) entries.set(config, [{ listener, chain }]);
      else known.push({ listener, chain });
    }
  }
  return entries;
}

function isRds({ via, inlineIn }: RouteConfiguration): boolean {
  return via === 'dynamic' || (via === null && inlineIn === undefined);
}
