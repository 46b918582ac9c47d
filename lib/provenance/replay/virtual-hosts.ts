/**
 * The virtual hosts of one RDS of a gateway (Istio core/gateway.go, buildGatewayHTTPRouteConfig; reference 3.4, 3.5).
 */
import { compareText } from '../../base/plain.ts';
import { catchAllsLast } from './catch-all.ts';
import { collapseHosts } from './collapse-hosts.ts';
import { gatewayKey, type ReplayServer, type ReplayVirtualService } from './effective.ts';
import { expandRoutes, type ExpansionContext } from './expand-routes.ts';
import type { ExpectedRoute, ExpectedVirtualHost, PlacedRoute } from './expected.ts';
import { intersectHosts } from './host-names.ts';
import { bareHost, hostsForNamespace } from './server-hosts.ts';
import type { VirtualServiceIndex } from './visible-virtual-services.ts';

export type HostContext = Omit<ExpansionContext, 'gateway' | 'listenPort' | 'isTls'> & {
  readonly index: VirtualServiceIndex;
};

/** A virtual host while it is being filled. */
export interface OpenHost {
  readonly host: string;
  readonly port: number;
  readonly routes: PlacedRoute[];
  readonly servers: ReplayServer[];
  requireTls: boolean;
}

/** Sorted by name, as istiod sorts them. Without any host there is one `blackhole`. */
export function buildVirtualHosts(
  servers: readonly ReplayServer[],
  context: HostContext,
): readonly ExpectedVirtualHost[] {
  const hosts = new Map<string, OpenHost>();
  const cache = new Map<string, readonly ExpectedRoute[]>();
  for (const server of servers) {
    for (const service of context.index.lookUp(gatewayKey(server.gateway))) {
      addService(server, service, hosts, cache, context);
    }
    if (server.tls?.httpsRedirect === true) addRedirectHosts(server, hosts);
  }
  if (hosts.size === 0) return [blackhole(servers)];
  return collapseHosts([...hosts.values()], context.profile)
    .map((host) => ({ ...host, routes: catchAllsLast(host.routes, context.profile) }))
    .sort((a, b) => compareText(a.name, b.name));
}

function addService(
  server: ReplayServer,
  service: ReplayVirtualService,
  hosts: Map<string, OpenHost>,
  cache: Map<string, readonly ExpectedRoute[]>,
  context: HostContext,
): void {
  if (service.http.length === 0) return;
  const common = intersectHosts(hostsForNamespace(server.hosts, service.namespace), service.hosts);
  if (common.length === 0) {
    explainNoHost(server, service, context);
    return;
  }
  const gateway = gatewayKey(server.gateway);
  // Routes are made once a Gateway and VirtualService, for the first server's declared port, and reused for the others.
  const key = `${gateway} ${service.namespace}/${service.name}`;
  let routes = cache.get(key);
  if (routes === undefined) {
    const listenPort = server.port.number;
    routes = expandRoutes(service, { ...context, gateway, listenPort, isTls: server.tls !== undefined });
    if (routes.length > 0) cache.set(key, routes);
  }
  if (routes.length === 0) return;
  for (const host of common) append(host.toLowerCase(), routes, server, hosts);
}

function append(
  host: string,
  routes: readonly ExpectedRoute[],
  server: ReplayServer,
  hosts: Map<string, OpenHost>,
): void {
  const open = openHost(host, server, hosts);
  for (const route of routes) open.routes.push({ route, servers: [server] });
  if (server.tls?.httpsRedirect === true) open.requireTls = true;
}

function openHost(host: string, server: ReplayServer, hosts: Map<string, OpenHost>): OpenHost {
  let open = hosts.get(host);
  if (open === undefined) {
    open = { host, port: server.port.number, routes: [], servers: [], requireTls: false };
    hosts.set(host, open);
  }
  if (!open.servers.includes(server)) open.servers.push(server);
  return open;
}

/** httpsRedirect covers every host of the server; here the `ns/` part is not cut off, and leaks into the domain. */
function addRedirectHosts(server: ReplayServer, hosts: Map<string, OpenHost>): void {
  for (const host of server.hosts) openHost(host.toLowerCase(), server, hosts).requireTls = true;
}

function blackhole(servers: readonly ReplayServer[]): ExpectedVirtualHost {
  const port = servers[0]?.port.number ?? 0;
  return { name: `blackhole:${String(port)}`, hosts: ['*'], routes: [], requireTls: false, servers };
}

/** Hosts that fit but for the namespace in `ns/host` deserve their own answer. */
function explainNoHost(server: ReplayServer, service: ReplayVirtualService, context: HostContext): void {
  const gateway = gatewayKey(server.gateway);
  const fitsOtherwise = intersectHosts(server.hosts.map(bareHost), service.hosts).length > 0;
  const reason = {
    kind: fitsOtherwise ? 'namespace-not-allowed' : 'hosts-disjoint',
    gateway,
    server: server.path,
    hosts: server.hosts,
  } as const;
  for (const rule of service.http) context.journal.drop(rule.origin, reason);
}
