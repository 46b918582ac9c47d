/** Whether a proxy is a gateway: what is a mistake there is ordinary in a sidecar. */
import type { Snapshot } from '../../model/index.ts';

/** Names that only gateways have, where no bootstrap section tells (reference/istio-provenance.md 3.2). */
const GATEWAY_CONFIG = /^(?:http\.\d+|https\.\d+\.)/;
const MESH_LISTENERS: ReadonlySet<string> = new Set([
  'virtualOutbound',
  'virtualInbound',
  'connect_terminate',
  'main_internal',
]);

export function isGateway({ proxy, listeners, routeConfigs }: Snapshot): boolean {
  if (proxy !== null && proxy.type !== 'unknown') return proxy.type === 'router';
  if (listeners.some(({ name }) => MESH_LISTENERS.has(name))) return false;
  const asked = listeners.flatMap(({ filterChains }) =>
    filterChains.flatMap(({ target }) =>
      target.kind === 'http' && target.routes.kind === 'rds' ? [target.routes.routeConfigName] : [],
    ),
  );
  return [...routeConfigs.map(({ name }) => name), ...asked].some((name) => GATEWAY_CONFIG.test(name));
}
