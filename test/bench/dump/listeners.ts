/** The listeners of a gateway (http, https with a filter chain a team, TLS passthrough) and the secrets that they name. */
import type { Gateway, Team } from './plan.ts';
import { listenerOf, updatedAt, type FilterChain } from './sample.ts';
import { httpConfigName, httpsConfigName, portsOf } from './virtual-hosts.ts';

const PLAIN = listenerOf(false);
const TLS = listenerOf(true);

export function* listenersOf(gateway: Gateway): Iterable<object> {
  const { http, https, passthrough } = portsOf(gateway);
  yield listener(
    http,
    PLAIN.filter_chains.slice(0, 1).map((chain) => routed(chain, http, httpConfigName(gateway))),
  );
  const [terminating] = TLS.filter_chains;
  if (terminating === undefined) throw new Error('the sample has lost its https filter chain');
  yield listener(
    https,
    gateway.teams.map((team) => server(terminating, gateway, team)),
    TLS.listener_filters,
  );
  yield listener(passthrough, gateway.teams.filter((_, at) => at % 3 === 0).map(passing), TLS.listener_filters);
}

export function* secretsOf(gateway: Gateway): Iterable<object> {
  for (const team of gateway.teams) {
    yield {
      name: secretName(team),
      version_info: 'uninitialized',
      last_updated: updatedAt,
      secret: {
        '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret',
        name: secretName(team),
      },
    };
  }
}

function secretName(team: Team): string {
  return `kubernetes://cert-${String(team.number)}`;
}

function listener(port: number, chains: readonly object[], filters?: readonly object[]): object {
  const name = `0.0.0.0_${String(port)}`;
  return {
    name,
    active_state: {
      listener: {
        '@type': 'type.googleapis.com/envoy.config.listener.v3.Listener',
        name,
        address: { socket_address: { address: '0.0.0.0', port_value: port } },
        filter_chains: chains,
        ...(filters === undefined ? {} : { listener_filters: filters }),
        traffic_direction: 'OUTBOUND',
        max_connections_to_accept_per_socket_event: 1,
      },
      last_updated: updatedAt,
    },
  };
}

/** The sample's connection manager with other routes. */
function routed(chain: FilterChain, port: number, route_config_name: string): object {
  const [filter] = chain.filters;
  const config_source = { ads: {}, initial_fetch_timeout: '0s', resource_api_version: 'V3' };
  const stat_prefix = `outbound_0.0.0.0_${String(port)};`;
  return {
    ...chain,
    filters: [
      { ...filter, typed_config: { ...filter.typed_config, stat_prefix, rds: { config_source, route_config_name } } },
    ],
  };
}

function server(chain: FilterChain, gateway: Gateway, team: Team): object {
  const server_names = team.hosts.filter(({ on }) => on !== 'http').map(({ domain }) => domain);
  const sds_config = { ads: {}, resource_api_version: 'V3' };
  const common_tls_context = {
    alpn_protocols: ['h2', 'http/1.1'],
    tls_certificate_sds_secret_configs: [{ name: secretName(team), sds_config }],
  };
  const socket = chain.transport_socket;
  return {
    ...routed(chain, portsOf(gateway).https, httpsConfigName(gateway, team)),
    filter_chain_match: { server_names },
    transport_socket: { ...socket, typed_config: { ...socket?.typed_config, common_tls_context } },
  };
}

function passing(team: Team): object {
  const [service] = team.services;
  const cluster = service === undefined ? 'BlackHoleCluster' : `outbound|${String(service.port)}||${service.host}`;
  return {
    filter_chain_match: { server_names: [`pass-${String(team.number)}.example.org`] },
    filters: [
      {
        name: 'envoy.filters.network.tcp_proxy',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
          stat_prefix: cluster,
          cluster,
        },
      },
    ],
    transport_socket_connect_timeout: '15s',
  };
}
