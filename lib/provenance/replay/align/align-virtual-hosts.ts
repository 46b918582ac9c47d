/** Expected against found virtual hosts of one route configuration. */
import type { RouteConfiguration, VirtualHost } from '../../../model/index.ts';
import type { Place } from '../effective.ts';
import type { ExpectedRouteConfig, ExpectedVirtualHost, PlacedRoute } from '../expected.ts';
import type { AlignmentSink } from './alignment-sink.ts';
import { alignRoutes, ownerOf, type RoutePair } from './align-routes.ts';
import type { ChangedField } from './compare-action.ts';
import { makeClaim } from './claim.ts';

export function alignVirtualHosts(found: RouteConfiguration, expected: ExpectedRouteConfig, sink: AlignmentSink): void {
  const byHost = new Map<string, ExpectedVirtualHost>();
  for (const host of expected.virtualHosts) for (const name of host.hosts) byHost.set(name, host);
  const met = new Set<ExpectedVirtualHost>();
  for (const host of found.virtualHosts) {
    const match = counterpart(host, expected, byHost);
    if (match === undefined) unexpectedHost(found, host, sink);
    else {
      met.add(match);
      alignHost(found, host, match, sink);
    }
  }
  absentHosts(found, expected, met, sink);
}

/** A host without a virtual host of its own may still be a domain of another: then its own routes are what is absent. */
function absentHosts(
  found: RouteConfiguration,
  expected: ExpectedRouteConfig,
  met: ReadonlySet<ExpectedVirtualHost>,
  sink: AlignmentSink,
): void {
  const byDomain = new Map(
    found.virtualHosts.flatMap((host) => host.domains.map((domain) => [bareDomain(domain), host] as const)),
  );
  for (const host of expected.virtualHosts) {
    if (met.has(host)) continue;
    const shared = host.hosts.flatMap((name) => byDomain.get(name) ?? [])[0];
    if (shared !== undefined) {
      const { absent } = alignRoutes(host.routes, shared.routes, sink.isIncomplete);
      absentRoutes(found, shared, absent, sink);
      continue;
    }
    const { name: virtualHost, hosts } = host;
    sink.find({ kind: 'virtual-host-absent', routeConfig: found.label, virtualHost, hosts, origins: makersOf(host) });
  }
}

function makersOf({ routes, servers }: ExpectedVirtualHost): readonly Place[] {
  const resources = new Set(routes.map(({ route }) => route.origin.resource));
  if (resources.size > 0) return [...resources].map((resource) => ({ resource, path: '' }));
  return servers.map(({ gateway, path }) => ({ resource: gateway.source, path }));
}

/** `a.example.com:*` and `a.example.com:80` are spellings of older releases. */
function bareDomain(domain: string): string {
  return domain.replace(/:(?:\d+|\*)$/, '');
}

/** By name; else by the first domain that some expected host has. */
function counterpart(
  host: VirtualHost,
  expected: ExpectedRouteConfig,
  byHost: ReadonlyMap<string, ExpectedVirtualHost>,
): ExpectedVirtualHost | undefined {
  const named = expected.virtualHosts.find(({ name }) => name === host.name);
  if (named !== undefined) return named;
  for (const domain of host.domains) {
    const match = byHost.get(bareDomain(domain));
    if (match !== undefined) return match;
  }
  return undefined;
}

/** What sidecars have beside their services (reference 1.4). */
const BUILT_IN = new Set(['allow_any', 'block_all', 'allow_any_dynamic_dns']);

function unexpectedHost(config: RouteConfiguration, host: VirtualHost, sink: AlignmentSink): void {
  if (BUILT_IN.has(host.name)) return;
  const at = { routeConfig: config.label, virtualHost: host.name };
  const envoyFilters = sink.filters.virtualHost(config, host);
  sink.find({ kind: 'virtual-host-not-expected', entity: host.id, ...at, envoyFilters });
  for (const route of host.routes) {
    const owner = ownerOf(route) ?? null;
    sink.find({
      kind: 'route-not-expected',
      entity: route.id,
      ...at,
      owner,
      cause: sink.causeOf(owner),
      envoyFilters: owner === null ? envoyFilters : [],
    });
  }
}

function alignHost(
  config: RouteConfiguration,
  host: VirtualHost,
  expected: ExpectedVirtualHost,
  sink: AlignmentSink,
): void {
  const at = { routeConfig: config.label, virtualHost: host.name };
  const changed = hostChanges(host, expected);
  sink.hostOf(host.id, expected);
  if (changed.length > 0) {
    const envoyFilters = sink.filters.virtualHost(config, host);
    sink.find({ kind: 'virtual-host-changed', entity: host.id, ...at, fields: changed, envoyFilters });
  }
  const alignment = alignRoutes(expected.routes, host.routes, sink.isIncomplete);
  for (const pair of alignment.pairs) claimRoute(config, host, pair, sink);
  for (const route of alignment.unexpected) {
    const owner = ownerOf(route) ?? null;
    const envoyFilters = owner === null ? sink.filters.route(config, host, route) : [];
    const cause = sink.causeOf(owner);
    sink.find({ kind: 'route-not-expected', entity: route.id, ...at, owner, cause, envoyFilters });
  }
  absentRoutes(config, host, alignment.absent, sink);
  for (const { route, placed } of alignment.outOfOrder) {
    sink.find({ kind: 'order-differs', entity: route.id, ...at, confidence: sink.orderConfidence(placed.route.owner) });
  }
}

function absentRoutes(
  config: RouteConfiguration,
  host: VirtualHost,
  absent: readonly PlacedRoute[],
  sink: AlignmentSink,
): void {
  const at = { routeConfig: config.label, virtualHost: host.name };
  for (const { route } of absent) {
    const envoyFilters = sink.filters.absentRoute(config, host, route.name);
    sink.find({ kind: 'route-absent', ...at, origin: route.origin, envoyFilters });
  }
}

function hostChanges(host: VirtualHost, expected: ExpectedVirtualHost): readonly ChangedField[] {
  const changes: ChangedField[] = [];
  const domains = [...new Set(host.domains.map(bareDomain))].sort().join(', ');
  const hosts = [...expected.hosts].sort().join(', ');
  // A sidecar's host has many spellings (short names, addresses), which depend on more than the resources.
  const isGateway = expected.servers.length > 0;
  if (isGateway && domains !== hosts) changes.push({ field: 'domains', expected: hosts, found: domains });
  const requireTls = expected.requireTls ? 'ALL' : 'NONE';
  if (requireTls !== host.requireTls) {
    changes.push({ field: 'requireTls', expected: requireTls, found: host.requireTls });
  }
  return changes;
}

function claimRoute(config: RouteConfiguration, host: VirtualHost, pair: RoutePair, sink: AlignmentSink): void {
  const { placed, route, changed, interchangeable } = pair;
  const { origin } = placed.route;
  const exact = changed.length === 0 && !interchangeable && !placed.route.isOptional;
  sink.claim(
    route.id,
    makeClaim({
      origin,
      servers: placed.servers,
      confidence: exact ? 'certain' : 'likely',
      detail: exact
        ? 'istiod makes this match and action of this place, and of no other'
        : 'istiod makes a route of this place here, but not quite this one',
      changed,
    }),
  );
  if (changed.length === 0) return;
  const envoyFilters = sink.filters.route(config, host, route);
  const at = { routeConfig: config.label, virtualHost: host.name };
  sink.find({ kind: 'route-changed', entity: route.id, ...at, origin, fields: changed, envoyFilters });
}
