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
type Index<Row> = Map<string, Map<string, Row>>;

function look<Row>(index: Index<Row>, routeConfig: string, virtualHost: string): Row | undefined {
  return index.get(routeConfig)?.get(virtualHost);
}

function put<Row>(index: Index<Row>, routeConfig: string, virtualHost: string, row: Row): void {
  const hosts = index.get(routeConfig);
  if (hosts === undefined) index.set(routeConfig, new Map([[virtualHost, row]]));
  else hosts.set(virtualHost, row);
}

/** Routes of each virtual host, in order. Neighbors mostly share their host, which spares the look-up. */
function routesByHost(routes: readonly RouteRow[]): Index<RouteRow[]> {
  const index: Index<RouteRow[]> = new Map();
  let last: RouteRow | null = null;
  let list: RouteRow[] = [];
  for (const row of routes) {
    if (last?.virtualHost !== row.virtualHost || last.routeConfig !== row.routeConfig) {
      const known = look(index, row.routeConfig, row.virtualHost);
      list = known ?? [];
      if (known === undefined) put(index, row.routeConfig, row.virtualHost, list);
    }
    list.push(row);
    last = row;
  }
  return index;
}

function hostLines(host: VirtualHostRow, routes: readonly RouteRow[]): readonly RouteLine[] {
  const out: RouteLine[] = [];
  // A host whose routes were all filtered out shows nothing; one that never had any answers by itself.
  const shown = routes.length > 0 || host.routes === 0;
  if (shown && host.requireTls !== 'NONE') out.push({ kind: 'tls', row: host, host });
  for (const row of routes) out.push({ kind: 'route', row, host });
  const silent = host.routes === 0 && host.requireTls !== 'ALL';
  if (shown && (silent || host.incomplete === true)) out.push({ kind: 'noRoute', row: host, host });
  return out;
}

/**
 * All lines in Envoy's order: virtual hosts as the result lists them, each with its own answers and its routes. Routes
 * whose virtual host the result does not list come last, so that none is ever missing.
 */
export function routeLines(result: RoutesResult): readonly RouteLine[] {
  const byHost = routesByHost(result.routes);
  const lines: RouteLine[] = [];
  for (const host of result.virtualHosts) {
    const routes = look(byHost, host.routeConfig, host.virtualHost) ?? [];
    for (const line of hostLines(host, routes)) lines.push(line);
    byHost.get(host.routeConfig)?.delete(host.virtualHost);
  }
  for (const hosts of byHost.values()) {
    for (const routes of hosts.values()) for (const row of routes) lines.push({ kind: 'route', row, host: null });
  }
  return lines;
}

/** Route configurations by label. */
export function configsByLabel(result: RoutesResult): ReadonlyMap<string, RouteConfigRow> {
  return new Map(result.routeConfigs.map((row) => [row.routeConfig, row]));
}
