import type {
  RouteConfigRow,
  RouteConfiguration,
  RouteRow,
  RoutesResult,
  Snapshot,
  VirtualHostRow,
} from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';
import {
  inConsideredOrder,
  proxySummary,
  routeConfigRow,
  routeConfigsInOrder,
  routeRow,
  viewOf,
  virtualHostRow,
} from '../rows/index.ts';
import type { View } from '../rows/index.ts';
import { testsFor } from './route-filters.ts';
import type { ConfigTests } from './route-filters.ts';
import { sourceTest } from './source-filter.ts';
import type { Filters } from './filters.ts';

interface Rows {
  readonly routeConfigs: RouteConfigRow[];
  readonly virtualHosts: VirtualHostRow[];
  readonly routes: RouteRow[];
}

/** Adds what the filters leave of a configuration; returns whether anything of it stays. */
function addConfig(view: View, tests: ConfigTests, config: RouteConfiguration, rows: Rows): boolean {
  const before = rows.virtualHosts.length;
  for (const host of inConsideredOrder(config.virtualHosts)) {
    if (!tests.host(host)) continue;
    const earlier = rows.routes.length;
    for (const route of host.routes) {
      if (tests.route(host, route, view.sourceOf(route.id))) rows.routes.push(routeRow(view, config, host, route));
    }
    if (rows.routes.length > earlier || tests.bareHost(host, view.sourceOf(host.id))) {
      rows.virtualHosts.push(virtualHostRow(view, config, host));
    }
  }
  return rows.virtualHosts.length > before || tests.bareConfig(view.sourceOf(config.id));
}

/**
 * Every route the proxy holds, grouped by bound port, then route configuration, then virtual host in the order in which
 * Envoy considers their domains; inside a host Envoy's own order, which is the order of first match. Virtual hosts
 * without routes have their row among `virtualHosts`. `filtered` counts routes.
 *
 * @throws KnownError (usage) when `filters.source` is no `[KIND/]NAMESPACE/NAME`.
 */
export function routesDocument(snapshot: Snapshot, provenance: Provenance, filters: Filters = {}): RoutesResult {
  const view = viewOf(snapshot, provenance);
  const rows: Rows = { routeConfigs: [], virtualHosts: [], routes: [] };
  const fits = sourceTest(filters);
  let total = 0;
  for (const config of routeConfigsInOrder(view)) {
    for (const { routes } of config.virtualHosts) total += routes.length;
    const tests = testsFor(view, filters, fits, config);
    if (tests !== null && addConfig(view, tests, config, rows)) rows.routeConfigs.push(routeConfigRow(view, config));
  }
  return { proxy: proxySummary(view), gaps: snapshot.gaps, ...rows, filtered: total - rows.routes.length };
}
