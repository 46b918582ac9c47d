import type { RouteConfigRow, RouteRow, RoutesResult, VirtualHostRow } from '../../model/index.ts';

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

/** Rows taken one by one. */
class RowReader {
  readonly #rows: Iterator<RouteRow>;
  #next: RouteRow | null;

  constructor(rows: Iterable<RouteRow>) {
    this.#rows = rows[Symbol.iterator]();
    this.#next = this.#read();
  }

  isAt({ routeConfig, virtualHost }: VirtualHostRow): boolean {
    return this.#next?.virtualHost === virtualHost && this.#next.routeConfig === routeConfig;
  }

  /** The next row, when it is the host's or no host is asked for. */
  take(host: VirtualHostRow | null): RouteRow | null {
    if (host !== null && !this.isAt(host)) return null;
    const row = this.#next;
    this.#next = this.#read();
    return row;
  }

  #read(): RouteRow | null {
    const next = this.#rows.next();
    return next.done === true ? null : next.value;
  }
}

/** Rows that are left when all hosts had theirs belong to none that the result lists: none is ever missing. */
function* linesOf(virtualHosts: RoutesResult['virtualHosts'], routes: Iterable<RouteRow>): Generator<RouteLine> {
  const rows = new RowReader(routes);
  for (const host of virtualHosts) {
    // A host whose routes were all filtered out shows nothing; one that never had any answers by itself.
    const shown = rows.isAt(host) || host.routes === 0;
    if (shown && host.requireTls !== 'NONE') yield { kind: 'tls', row: host, host };
    for (let row = rows.take(host); row !== null; row = rows.take(host)) yield { kind: 'route', row, host };
    const silent = host.routes === 0 && host.requireTls !== 'ALL';
    if (shown && (silent || host.incomplete === true)) yield { kind: 'noRoute', row: host, host };
  }
  for (let row = rows.take(null); row !== null; row = rows.take(null)) yield { kind: 'route', row, host: null };
}

/** The routes in the order of their virtual hosts; those of hosts that stand twice at the first of them. */
function* gathered({ routes, virtualHosts }: RoutesResult): Generator<RouteRow> {
  const byHost = routesByHost(routes);
  for (const { routeConfig, virtualHost } of virtualHosts) {
    const hosts = byHost.get(routeConfig);
    yield* hosts?.get(virtualHost) ?? [];
    hosts?.delete(virtualHost);
  }
  for (const hosts of byHost.values()) for (const rows of hosts.values()) yield* rows;
}

/**
 * All lines in Envoy's order: virtual hosts as the result lists them, each with its own answers and its routes. Made while
 * they are read where the routes are in order, as those of a dump are; of others all rows are gathered first.
 */
export function routeLines(result: RoutesResult, isInOrder: boolean): Iterable<RouteLine> {
  const { virtualHosts, routes } = result;
  return { [Symbol.iterator]: () => linesOf(virtualHosts, isInOrder ? routes : gathered(result)) };
}

/** Route configurations by label. */
export function configsByLabel(result: RoutesResult): ReadonlyMap<string, RouteConfigRow> {
  return new Map(result.routeConfigs.map((row) => [row.routeConfig, row]));
}
