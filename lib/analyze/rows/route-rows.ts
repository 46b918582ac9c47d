/** Rows of the routes answer: a route, a virtual host, a route configuration. */
import type { Mutable } from '../../base/index.ts';
import type {
  Route,
  RouteConfigRow,
  RouteConfiguration,
  RouteRow,
  VirtualHost,
  VirtualHostRow,
} from '../../model/index.ts';
import type { View } from './view.ts';

/** Ports and domains are shared between the rows of a virtual host, not copied. */
export function routeRow(
  view: View,
  config: RouteConfiguration,
  host: VirtualHost,
  route: Route,
  ports: readonly number[] = view.useOf(config.id).ports,
): RouteRow {
  const { headers, perFilterConfig } = route;
  const row: Mutable<RouteRow> = {
    routeConfig: config.label,
    virtualHost: host.name,
    index: route.index,
    name: route.name ?? null,
    ports,
    domains: host.domains,
    match: route.match,
    action: route.action,
    source: view.sourceOf(route.id),
  };
  // Most routes have neither.
  if (headers !== undefined) row.headers = headers;
  if (perFilterConfig !== undefined) row.perFilterConfig = perFilterConfig;
  return row;
}

/** True when "no route of it fits" does not mean 404: routes were lost, or are in a tree that is not modeled. */
export function isIncomplete(host: VirtualHost): boolean {
  return host.incomplete === true || host.matcher !== undefined;
}

export function virtualHostRow(view: View, config: RouteConfiguration, host: VirtualHost): VirtualHostRow {
  const { label: routeConfig } = config;
  const { name: virtualHost, domains, requireTls } = host;
  const { ports } = view.useOf(config.id);
  const routes = host.routes.length;
  const source = view.sourceOf(host.id);
  return isIncomplete(host)
    ? { routeConfig, virtualHost, ports, domains, requireTls, routes, incomplete: true, source }
    : { routeConfig, virtualHost, ports, domains, requireTls, routes, source };
}

export function routeConfigRow(view: View, config: RouteConfiguration): RouteConfigRow {
  const { ports, listeners } = view.useOf(config.id);
  return {
    routeConfig: config.label,
    name: config.name,
    via: config.via,
    ports,
    listeners,
    virtualHosts: config.virtualHosts.length,
    routes: config.virtualHosts.reduce((sum, { routes }) => sum + routes.length, 0),
    source: view.sourceOf(config.id),
  };
}
