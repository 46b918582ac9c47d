/**
 * The virtual hosts of one RDS of a gateway (Istio core/gateway.go, buildGatewayHTTPRouteConfig; reference 3.4, 3.5).
 */
import { compareText } from '../../base/plain.ts';
import { catchAllsLast } from './catch-all.ts';
import { collapseHosts } from './collapse-hosts.ts';
import { gatewayKey, type ReplayServer, type ReplayVirtualService } from './effective.ts';
import { expandRoutes, type ExpansionContext } from './expand-routes.ts';
import type { ExpectedRoute, ExpectedVirtualHost } from './expected.ts';
import { appendTo, elementsOf, makeSlice, type GoSlice } from './go-slice.ts';
import { intersectHosts } from './host-names.ts';
import { bareHost, hostsForNamespace } from './server-hosts.ts';
import type { VirtualServiceIndex } from './visible-virtual-services.ts';

export type HostContext = Omit<ExpansionContext, 'gateway' | 'listenPort' | 'isTls'> & {
  readonly index: VirtualServiceIndex;
  /** See GenerationProfile. */
  readonly sharesRoutes: boolean;
};

/** A virtual host while it is being filled. */
export interface OpenHost {
  readonly host: string;
  readonly port: number;
  routes: GoSlice<ExpectedRoute>;
  /** The server that brought the route at each position. */
  readonly broughtBy: ReplayServer[];
  readonly servers: ReplayServer[];
  requireTls: boolean;
}

/** Sorted by name, as istiod sorts them. Without any host there is one `blackhole`. */
export function buildVirtualHosts(
  servers: readonly ReplayServer[],
  context: HostContext,
): readonly ExpectedVirtualHost[] {
  const hosts = new Map<string, OpenHost>();
  const cache: RouteCache = new Map();
  for (const server of servers) {
    for (const service of context.index.lookUp(gatewayKey(server.gateway))) {
      addService(server, service, hosts, cache, context);
    }
    if (server.tls?.httpsRedirect === true) addRedirectHosts(server, hosts);
  }
  if (hosts.size === 0) return [blackhole(servers)];
  if (context.sharesRoutes) explainOverwritten(cache, hosts, context);
  return collapseHosts([...hosts.values()], context.profile)
    .map((host) => ({ ...host, routes: catchAllsLast(host.routes, context.profile) }))
    .sort((a, b) => compareText(a.name, b.name));
}

function addService(
  server: ReplayServer,
  service: ReplayVirtualService,
  hosts: Map<string, OpenHost>,
  cache: RouteCache,
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
  let made = cache.get(key);
  if (made === undefined) {
    const listenPort = server.port.number;
    const routes = expandRoutes(service, { ...context, gateway, listenPort, isTls: server.tls !== undefined });
    if (routes.length === 0) return;
    made = { routes, shared: context.sharesRoutes ? oneByOne(routes, service.http.length) : undefined };
    cache.set(key, made);
  }
  for (const host of common) append(host.toLowerCase(), made, server, hosts);
}

/** `shared` is the array that istiod gives to every host; undefined where each host gets a copy. */
interface MadeRoutes {
  readonly routes: readonly ExpectedRoute[];
  readonly shared: GoSlice<ExpectedRoute> | undefined;
}

/** By Gateway and VirtualService. */
type RouteCache = Map<string, MadeRoutes>;

/** Appended one by one to an array made for as many routes as there are rules. */
function oneByOne(routes: readonly ExpectedRoute[], rules: number): GoSlice<ExpectedRoute> {
  return routes.reduce((slice, route) => appendTo(slice, [route]), makeSlice<ExpectedRoute>(rules));
}

/** A host that is new takes the shared array as it is, with the room behind it. */
function append(
  host: string,
  { routes, shared }: MadeRoutes,
  server: ReplayServer,
  hosts: Map<string, OpenHost>,
): void {
  const isNew = !hosts.has(host);
  const open = openHost(host, server, hosts);
  open.routes = isNew && shared !== undefined ? shared : appendTo(open.routes, routes);
  for (let left = routes.length; left > 0; left -= 1) open.broughtBy.push(server);
  if (server.tls?.httpsRedirect === true) open.requireTls = true;
}

function openHost(host: string, server: ReplayServer, hosts: Map<string, OpenHost>): OpenHost {
  let open = hosts.get(host);
  if (open === undefined) {
    open = { host, port: server.port.number, routes: makeSlice(0), broughtBy: [], servers: [], requireTls: false };
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

/** Routes that every host they were appended to has lost again. */
function explainOverwritten(cache: RouteCache, hosts: ReadonlyMap<string, OpenHost>, { journal }: HostContext): void {
  const left = new Set([...hosts.values()].flatMap(({ routes }) => elementsOf(routes)));
  for (const { routes } of cache.values()) {
    for (const route of routes) if (!left.has(route)) journal.drop(route.origin, { kind: 'overwritten' });
  }
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
