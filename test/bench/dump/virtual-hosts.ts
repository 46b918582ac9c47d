/** The route configurations of a gateway: one for its http port with the hosts of all teams, one for each team's https server. */
import type { Gateway, Host, Service, Team } from './plan.ts';
import { routesOf, takesAll } from './routes.ts';
import { updatedAt } from './sample.ts';

export interface Ports {
  /** As bound. */
  readonly http: number;
  readonly https: number;
  readonly passthrough: number;
  /** As declared by the Gateway; the first gateway's Service maps 80 and 443. */
  readonly httpServer: number;
  readonly httpsServer: number;
}

export function portsOf({ index }: Gateway): Ports {
  const [http, https, passthrough] = [8080 + index, 8443 + index, 18_443 + index];
  return { http, https, passthrough, httpServer: index === 0 ? 80 : http, httpsServer: index === 0 ? 443 : https };
}

export function httpConfigName(gateway: Gateway): string {
  return `http.${String(portsOf(gateway).http)}`;
}

export function httpsConfigName(gateway: Gateway, team: Team): string {
  return `https.${String(portsOf(gateway).httpsServer)}.https-${String(team.number)}.${team.name}.${team.namespace}`;
}

export function* routeConfigs(gateway: Gateway): Iterable<object> {
  const { httpServer, httpsServer } = portsOf(gateway);
  const hosts = (teams: readonly Team[], without: Host['on']) =>
    teams.flatMap((team) => team.hosts.filter(({ on }) => on !== without));
  for (const team of gateway.teams) {
    const virtualHosts = hosts([team], 'http').map((host) => virtualHost(host, gateway.services, httpsServer, false));
    yield routeConfig(httpsConfigName(gateway, team), virtualHosts);
  }
  const all = hosts(gateway.teams, 'https').sort((a, b) => (a.domain < b.domain ? -1 : 1));
  yield routeConfig(
    httpConfigName(gateway),
    all.map((host) => virtualHost(host, gateway.services, httpServer, host.httpsOnly)),
  );
}

function routeConfig(name: string, virtualHosts: readonly object[]): object {
  return {
    route_config: {
      '@type': 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration',
      name,
      virtual_hosts: virtualHosts,
      validate_clusters: false,
      max_direct_response_body_size_bytes: 1_048_576,
      ignore_port_in_host_matching: true,
    },
    last_updated: updatedAt,
  };
}

function virtualHost(host: Host, services: readonly Service[], port: number, httpsOnly: boolean): object {
  const routes = host.virtualServices.flatMap((made) => routesOf(made, services, port));
  return {
    name: `${host.domain}:${String(port)}`,
    domains: [host.domain],
    routes: [...routes.filter((route) => !takesAll(route)), ...routes.filter(takesAll)],
    ...(httpsOnly ? { require_tls: 'ALL' } : {}),
    include_request_attempt_count: true,
  };
}
