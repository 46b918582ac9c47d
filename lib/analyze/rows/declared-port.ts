/** The port that a Gateway's server (or a Service) declares, as far as names tell it. */
import type { RouteConfiguration, VirtualHost } from '../../model/index.ts';

/**
 * Of a route configuration `https.443.NAME.GATEWAY.NAMESPACE`; null for all others: the number in `http.8080` is the bound
 * port (reference/istio-provenance.md 3.2).
 */
export function declaredPortOfConfig({ name }: Pick<RouteConfiguration, 'name'>): number | null {
  const port = /^https\.(\d+)\./.exec(name)?.[1];
  return port === undefined ? null : Number(port);
}

/** Of a virtual host `shop.example.com:80`, `blackhole:80`; null where the name has no port. */
export function declaredPortOfHost({ name }: Pick<VirtualHost, 'name'>): number | null {
  const port = /:(\d+)$/.exec(name)?.[1];
  return port === undefined ? null : Number(port);
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
