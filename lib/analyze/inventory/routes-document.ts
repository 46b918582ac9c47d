import type {
  Route,
  RouteConfigRow,
  RouteConfiguration,
  RouteRow,
  RoutesResult,
  Snapshot,
  VirtualHost,
  VirtualHostRow,
} from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';
import {
  inConsideredOrder,
  LazyRows,
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

/** What the filters leave of a virtual host: of its routes those that stay, in order. */
interface Kept {
  readonly config: RouteConfiguration;
  readonly host: VirtualHost;
  readonly routes: readonly Route[];
}

interface Stays {
  readonly kept: Kept[];
  readonly virtualHosts: VirtualHostRow[];
}

/** The host's own list where all of it stays: a large gateway's is not copied. */
function routesKept(view: View, tests: ConfigTests, host: VirtualHost): readonly Route[] {
  if (tests.route === null) return host.routes;
  const { route: test } = tests;
  return host.routes.filter((route) => test(host, route, view.sourceOf(route.id)));
}

/** Adds what the filters leave of a configuration; returns whether anything of it stays. */
function addConfig(view: View, tests: ConfigTests, config: RouteConfiguration, stays: Stays): boolean {
  const { kept, virtualHosts } = stays;
  const before = kept.length;
  for (const host of inConsideredOrder(config.virtualHosts)) {
    if (!tests.host(host)) continue;
    const routes = routesKept(view, tests, host);
    if (routes.length === 0 && !tests.bareHost(host, view.sourceOf(host.id))) continue;
    kept.push({ config, host, routes });
    virtualHosts.push(virtualHostRow(view, config, host));
  }
  return kept.length > before || tests.bareConfig(view.sourceOf(config.id));
}

/** So many rows of a virtual host are made at once: some hosts have most of a dump's routes. */
const BLOCK = 256;

function* routeRows(view: View, kept: readonly Kept[]): Generator<readonly RouteRow[]> {
  for (const { config, host, routes } of kept) {
    const { ports } = view.useOf(config.id);
    for (let from = 0; from < routes.length; from += BLOCK) {
      yield routes.slice(from, from + BLOCK).map((route) => routeRow(view, config, host, route, ports));
    }
  }
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
  const fits = sourceTest(filters);
  const routeConfigs: RouteConfigRow[] = [];
  const stays: Stays = { kept: [], virtualHosts: [] };
  const { kept, virtualHosts } = stays;
  let total = 0;
  for (const config of routeConfigsInOrder(view)) {
    for (const { routes } of config.virtualHosts) total += routes.length;
    const tests = testsFor(view, filters, fits, config);
    if (tests !== null && addConfig(view, tests, config, stays)) routeConfigs.push(routeConfigRow(view, config));
  }
  const shown = kept.reduce((sum, { routes }) => sum + routes.length, 0);
  return {
    proxy: proxySummary(view),
    gaps: snapshot.gaps,
    routeConfigs,
    virtualHosts,
    routes: new LazyRows(shown, () => routeRows(view, kept)),
    filtered: total - shown,
  };
}
