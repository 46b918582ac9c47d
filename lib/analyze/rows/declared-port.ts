/** The port that a Gateway's server (or a Service) declares, as far as names tell it. */
import type { RouteConfiguration, VirtualHost } from '../../model/index.ts';
import { declaredPort, declaredPortOfRouteConfig } from '../../provenance/index.ts';

/** Of a route configuration `https.443.NAME.GATEWAY.NAMESPACE`; null for all others. */
export function declaredPortOfConfig({ name }: Pick<RouteConfiguration, 'name'>): number | null {
  return declaredPortOfRouteConfig(name);
}

/** Of a virtual host `shop.example.com:80`, `blackhole:80`; null where the name has no port. */
export function declaredPortOfHost({ name }: Pick<VirtualHost, 'name'>): number | null {
  return declaredPort(name);
}

/** True when requests to `port`, bound or declared, may come to this virtual host. */
export function isReachedBy(
  port: number,
  ports: readonly number[],
  config: Pick<RouteConfiguration, 'name'>,
  host: Pick<VirtualHost, 'name'> | null,
): boolean {
  if (ports.includes(port) || declaredPortOfConfig(config) === port) return true;
  return host !== null && declaredPortOfHost(host) === port;
}
