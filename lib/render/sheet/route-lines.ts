import type { RouteConfigRow, RouteRow, RoutesResult, VirtualHostRow } from '../../model/index.ts';
import type { RouteSurvey } from './route-survey.ts';

/**
 * One line of the routes table. Beside routes there are what a virtual host answers by itself: `tls` before any route
 * (require_tls), `noRoute` when it has none, or
 * when it is incomplete and what else it answers is unknown.
 */
export type RouteLine =
  | { readonly kind: 'route'; readonly row: RouteRow; readonly host: VirtualHostRow | null }
  | { readonly kind: 'tls' | 'noRoute'; readonly row: VirtualHostRow; readonly host: VirtualHostRow };

/** Rows by route configuration, then virtual host; both names come from a dump, so neither is ever an object key. */
type Index = Map<string, Map<string, RouteRow[]>>;

function routesByHost(routes: Iterable<RouteRow>): Index {
  const index: Index = new Map();
  for (const row of routes) {
    let hosts = index.get(row.routeConfig);
    if (hosts === undefined) index.set(row.routeConfig, (hosts = new Map<string, RouteRow[]>()));
    const list = hosts.get(row.virtualHost);
    if (list === undefined) hosts.set(row.virtualHost, [row]);
    else list.push(row);
  }
  return index;
}

interface Ordered {
  readonly hosts: readonly VirtualHostRow[];
  /** By host, in their order; those that are left are of none of them. */
  readonly routes: Iterable<RouteRow>;
  readonly perHost: readonly number[];
}

/** Gathers routes that are in another order; those of a host that stands twice go to the first of them. */
function ordered({ virtualHosts, routes }: RoutesResult): Ordered {
  const byHost = routesByHost(routes);
  const all: RouteRow[] = [];
  const perHost: number[] = [];
  for (const { routeConfig, virtualHost } of virtualHosts) {
    const hosts = byHost.get(routeConfig);
    const own = hosts?.get(virtualHost) ?? [];
    for (const row of own) all.push(row);
    perHost.push(own.length);
    hosts?.delete(virtualHost);
  }
  for (const hosts of byHost.values()) for (const rows of hosts.values()) for (const row of rows) all.push(row);
  return { hosts: virtualHosts, routes: all, perHost };
}

/** So many lines of a virtual host are given at once: some hosts have most of a dump's routes. */
const BLOCK = 256;

/**
 * The lines of the virtual hosts, in blocks. Rows that are left when all hosts had theirs belong to none that the result lists: none is
 * ever missing.
 */
function* linesOf({ hosts, routes, perHost }: Ordered): Generator<readonly RouteLine[]> {
  const rows = routes[Symbol.iterator]();
  for (const [at, host] of hosts.entries()) {
    let lines: RouteLine[] = [];
    const count = perHost[at] ?? 0;
    // A host whose routes were all filtered out shows nothing; one that never had any answers by itself.
    const shown = count > 0 || host.routes === 0;
    if (shown && host.requireTls !== 'NONE') lines.push({ kind: 'tls', row: host, host });
    for (let left = count; left > 0; left -= 1) {
      const next = rows.next();
      if (next.done !== true) lines.push({ kind: 'route', row: next.value, host });
      if (lines.length < BLOCK) continue;
      yield lines;
      lines = [];
    }
    const silent = host.routes === 0 && host.requireTls !== 'ALL';
    if (shown && (silent || host.incomplete === true)) lines.push({ kind: 'noRoute', row: host, host });
    yield lines;
  }
  for (let next = rows.next(); next.done !== true; next = rows.next()) {
    yield [{ kind: 'route', row: next.value, host: null }];
  }
}

/**
 * All lines in Envoy's order: virtual hosts as the result lists them, each with its own answers and its routes. Made while
 * they are read where the routes are in order, as those of a dump are; of others all rows are gathered first.
 */
export function routeLines(result: RoutesResult, perHost: RouteSurvey['perHost']): Iterable<readonly RouteLine[]> {
  const { virtualHosts: hosts, routes } = result;
  const all = perHost === null ? ordered(result) : { hosts, routes, perHost };
  return { [Symbol.iterator]: () => linesOf(all) };
}

/** Route configurations by label. */
export function configsByLabel(result: RoutesResult): ReadonlyMap<string, RouteConfigRow> {
  return new Map(result.routeConfigs.map((row) => [row.routeConfig, row]));
}
