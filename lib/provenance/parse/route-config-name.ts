/** What the name of a route configuration says. */
import { parseVirtualHostName } from './virtual-host-name.ts';

/**
 * `gatewayHttp`: all plain-HTTP servers on one port; the port is the bound one since Istio 1.11, the declared one before.
 * `gatewayHttps`: one server; `port` is the declared one, `rest` is read by readGatewayServers.
 * `sidecarPort`: HTTP services of one port; `sidecarService`: one service whose protocol is sniffed;
 * `httpProxy`: mesh proxyHttpPort; `unixSocket`; `inbound`: the pod's own ports; `waypoint`: a service behind a waypoint.
 */
export type RouteConfigName =
  | { readonly kind: 'gatewayHttp'; readonly port: number; readonly bind: string | null }
  | { readonly kind: 'gatewayHttps'; readonly port: number; readonly rest: string }
  | { readonly kind: 'sidecarPort'; readonly port: number }
  | { readonly kind: 'sidecarService'; readonly host: string; readonly port: number }
  | { readonly kind: 'httpProxy' | 'unixSocket' | 'inbound' | 'other' }
  | { readonly kind: 'waypoint'; readonly host: string; readonly port: number };

/**
 * A gateway's names are read before a sidecar's: `http.80` followed by a bind address may end in a colon and a number.
 * Source: reference/istio-provenance.md 3.2, 7, 8.
 */
export function parseRouteConfigName(name: string): RouteConfigName {
  const [, https, declared, rest] = /^(https)\.(\d{1,5})\.(.+)$/s.exec(name) ?? [];
  if (https !== undefined && rest !== undefined) return { kind: 'gatewayHttps', port: Number(declared), rest };
  const [, bound, bind] =
    /^http\.(\d{1,5})(?:\.(\d{1,3}(?:\.\d{1,3}){3}|[\dA-Fa-f:.]*:[\dA-Fa-f:.]*))?$/.exec(name) ?? [];
  if (bound !== undefined) return { kind: 'gatewayHttp', port: Number(bound), bind: bind ?? null };
  if (/^\d{1,5}$/.test(name)) return { kind: 'sidecarPort', port: Number(name) };
  if (name === 'http_proxy') return { kind: 'httpProxy' };
  if (name.startsWith('unix://')) return { kind: 'unixSocket' };
  return inboundName(name) ?? serviceName(name) ?? { kind: 'other' };
}

/**
 * The declared port in a route configuration's name `https.443.NAME.GATEWAY.NAMESPACE`; null for all others: the number in
 * `http.8080` is the bound port (reference/istio-provenance.md 3.2).
 */
export function declaredPortOfRouteConfig(name: string): number | null {
  const parsed = parseRouteConfigName(name);
  return parsed.kind === 'gatewayHttps' ? parsed.port : null;
}

function inboundName(name: string): RouteConfigName | null {
  const [, port, host] = /^inbound-vip\|(\d{1,5})\|[^|]*\|([^|]+)$/.exec(name) ?? [];
  if (port !== undefined && host !== undefined) return { kind: 'waypoint', host, port: Number(port) };
  const isInbound = name.startsWith('inbound|') || name.startsWith('InboundPassthroughCluster');
  return isInbound ? { kind: 'inbound' } : null;
}

function serviceName(name: string): RouteConfigName | null {
  const parsed = parseVirtualHostName(name);
  return parsed === null ? null : { kind: 'sidecarService', ...parsed };
}
