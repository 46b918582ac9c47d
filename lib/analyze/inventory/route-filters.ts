/** What a person asks `whyroute routes` to leave out, as tests on entities. */
import type { Route, RouteConfiguration, Source, VirtualHost } from '../../model/index.ts';
import { hostsFor, isReachedBy, mayReach, pathVerdict, reachOfRoute } from '../rows/index.ts';
import type { View } from '../rows/index.ts';
import type { Filters } from './filters.ts';
import type { SourceTest } from './source-filter.ts';

/** The filters on one configuration: which of its virtual hosts and routes stay, and which rows stay by themselves. */
export interface ConfigTests {
  readonly host: (host: VirtualHost) => boolean;
  /** Null where no filter asks about routes: all of them stay. */
  readonly route: ((host: VirtualHost, route: Route, source: Source) => boolean) | null;
  /** A virtual host of which no route stays: does its row? */
  readonly bareHost: (host: VirtualHost, source: Source) => boolean;
  /** A configuration of which no virtual host stays. */
  readonly bareConfig: (source: Source) => boolean;
}

/**
 * Null when nothing of the configuration stays.
 *
 * A virtual host without routes answers every path by itself (301 or 404): it stays under `path` when its host was asked
 * for, because then it is the answer.
 */
export function testsFor(
  view: View,
  filters: Filters,
  fits: SourceTest | null,
  config: RouteConfiguration,
): ConfigTests | null {
  const { host, path, cluster, port, routeConfig } = filters;
  if (routeConfig !== undefined && config.label !== routeConfig) return null;
  const { ports } = view.useOf(config.id);
  const onPort = (one: VirtualHost | null): boolean => port === undefined || isReachedBy(port, ports, config, one);
  const hosts = host === undefined ? null : hostsFor(config, host);
  const asksRoutes = path !== undefined || cluster !== undefined || fits !== null;
  const hidden = config.ignorePathParameters === true;
  return {
    host: (one) => onPort(one) && (hosts === null || hosts.has(one)),
    route: asksRoutes
      ? (one, route, source) =>
          (path === undefined || pathVerdict(route.match, path, hidden) !== 'no') &&
          (cluster === undefined || mayReach(reachOfRoute(config, one, route), cluster)) &&
          (fits === null || fits(source))
      : null,
    bareHost: (one, source) =>
      cluster === undefined &&
      (path === undefined || (one.routes.length === 0 && host !== undefined)) &&
      (fits === null || fits(source)),
    bareConfig: (source) =>
      cluster === undefined &&
      path === undefined &&
      host === undefined &&
      onPort(null) &&
      (fits === null || fits(source)),
  };
}
