/** Which ports lead to a virtual host, as far as names tell it. */
import type { RouteConfiguration, VirtualHost } from '../../model/index.ts';
import { declaredPort, declaredPortOfRouteConfig } from '../../provenance/index.ts';

/** True when requests to `port`, bound or declared, may come to this virtual host. */
export function isReachedBy(
  port: number,
  ports: readonly number[],
  config: Pick<RouteConfiguration, 'name'>,
  host: Pick<VirtualHost, 'name'> | null,
): boolean {
  if (ports.includes(port) || declaredPortOfRouteConfig(config.name) === port) return true;
  return host !== null && declaredPort(host.name) === port;
}
