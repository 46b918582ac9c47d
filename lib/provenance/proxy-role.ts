/** What kind of proxy a dump is of: it decides what istiod generates and therefore what a name means. */
import type { Listener, Snapshot } from '../model/index.ts';
import { parseRouteConfigName } from './parse/route-config-name.ts';

export type ProxyRole = 'gateway' | 'sidecar' | 'waypoint' | 'unknown';

const BY_NODE_TYPE = { router: 'gateway', sidecar: 'sidecar', waypoint: 'waypoint' } as const;

/** Listeners that only one kind of proxy has (reference/istio-provenance.md 7, 8). */
const BY_LISTENER: ReadonlyMap<string, ProxyRole> = new Map([
  ['virtualOutbound', 'sidecar'],
  ['virtualInbound', 'sidecar'],
  ['connect_terminate', 'waypoint'],
  ['main_internal', 'waypoint'],
]);

/** A sidecar's names, `80` and `host:80`, are left out: anybody's route configuration may be called so. */
const BY_ROUTE_CONFIG: ReadonlyMap<string, ProxyRole> = new Map([
  ['gatewayHttp', 'gateway'],
  ['gatewayHttps', 'gateway'],
  ['waypoint', 'waypoint'],
]);

/**
 * From the node's type; without bootstrap from names of listeners, then of route configurations and of those that
 * listeners ask for.
 */
export function proxyRole({ proxy, listeners, routeConfigs }: Snapshot): ProxyRole {
  if (proxy !== null && proxy.type !== 'unknown') return BY_NODE_TYPE[proxy.type];
  for (const { name } of listeners) {
    const role = BY_LISTENER.get(name);
    if (role !== undefined) return role;
  }
  for (const name of [...routeConfigs.map((config) => config.name), ...namesIn(listeners)]) {
    const role = BY_ROUTE_CONFIG.get(parseRouteConfigName(name).kind);
    if (role !== undefined) return role;
  }
  return 'unknown';
}

/** Route configurations that listeners ask for. */
function namesIn(listeners: readonly Listener[]): string[] {
  return listeners.flatMap(({ filterChains }) =>
    filterChains.flatMap(({ target }) =>
      target.kind === 'http' && target.routes.kind === 'rds' ? [target.routes.routeConfigName] : [],
    ),
  );
}
