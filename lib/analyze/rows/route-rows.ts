/** Rows of the routes answer: a route, a virtual host, a route configuration. */
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
export function routeRow(view: View, config: RouteConfiguration, host: VirtualHost, route: Route): RouteRow {
  return {
    routeConfig: config.label,
    virtualHost: host.name,
    index: route.index,
    name: route.name ?? null,
    ports: view.useOf(config.id).ports,
    domains: host.domains,
    match: route.match,
    action: route.action,
    ...(route.headers === undefined ? {} : { headers: route.headers }),
    ...(route.perFilterConfig === undefined ? {} : { perFilterConfig: route.perFilterConfig }),
    source: view.sourceOf(route.id),
  };
}

export function virtualHostRow(view: View, config: RouteConfiguration, host: VirtualHost): VirtualHostRow {
  return {
    routeConfig: config.label,
    virtualHost: host.name,
    ports: view.useOf(config.id).ports,
    domains: host.domains,
    requireTls: host.requireTls,
    routes: host.routes.length,
    source: view.sourceOf(host.id),
  };
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
