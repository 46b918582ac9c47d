/**
 * A sample's own listeners and routes as a real Envoy can serve them on loopback: every route's action becomes a direct
 * response that names its position, filters are left out, certificates are made up, the runtime flags are the dump's.
 */
import { readFileSync } from 'node:fs';
import type { Raw } from '../support/raw-json.ts';
import { samplePath } from '../support/samples.ts';
import type { Certificate } from './certificate.ts';

const TYPE = 'type.googleapis.com/envoy.extensions';
const ROUTER = { '@type': `${TYPE}.filters.http.router.v3.Router` };
const DIRECT = `${TYPE}.filters.network.direct_response.v3.Config`;

type Json = Record<string, unknown>;

export interface SampleConfig {
  /** The dump as it was, but for the ports: what whyroute reads. */
  readonly dump: Buffer;
  /** What Envoy serves. */
  readonly listeners: readonly Raw[];
  readonly runtime: Raw;
}

/** Ports are counted up from `port`: none needs privileges, or is one that the system gives to clients. */
export function sampleConfig(name: string, certificate: Certificate, port: number): SampleConfig {
  const dump = JSON.parse(readFileSync(samplePath(name), 'utf8')) as { readonly configs: readonly Json[] };
  const listeners = listenersOf(dump.configs);
  for (const [position, listener] of listeners.entries()) {
    const socket = at(listener, 'address', 'socket_address');
    if (socket !== null) socket['port_value'] = port + position;
  }
  const bytes = Buffer.from(JSON.stringify(dump));
  const tables = tablesOf(dump.configs);
  const served = listeners
    .filter((listener) => listener['bind_to_port'] !== false)
    .map((listener) => servedListener(structuredClone(listener), tables, certificate));
  return { dump: bytes, listeners: served, runtime: runtimeOf(dump.configs) };
}

/** Bare Envoys have none; the option that lets Istio's regexes load is harmless. */
function runtimeOf(configs: readonly Json[]): Raw {
  const layers = configs.flatMap((config) => items(at(config, 'bootstrap', 'layered_runtime'), 'layers'));
  const flags = layers.flatMap((layer) => Object.entries(at(layer, 'static_layer') ?? {}));
  return Object.fromEntries([['re2.max_program_size.error_level', 32_768], ...flags]);
}

function listenersOf(configs: readonly Json[]): readonly Json[] {
  return configs
    .flatMap((config) => [...items(config, 'static_listeners'), ...items(config, 'dynamic_listeners')])
    .map((state) => at(state, 'listener') ?? at(state, 'active_state', 'listener'))
    .filter((listener) => listener !== null);
}

function tablesOf(configs: readonly Json[]): ReadonlyMap<string, Json> {
  const tables = configs
    .flatMap((config) => items(config, 'dynamic_route_configs'))
    .map((state) => at(state, 'route_config'))
    .filter((table) => table !== null);
  return new Map(tables.map((table) => [String(table['name']), table]));
}

function servedListener(listener: Json, tables: ReadonlyMap<string, Json>, certificate: Certificate): Raw {
  const chains = [...items(listener, 'filter_chains')];
  const last = at(listener, 'default_filter_chain');
  for (const [position, chain] of [...chains, ...(last === null ? [] : [last])].entries()) {
    serveChain(chain, String(position), tables, certificate);
  }
  const port = at(listener, 'address', 'socket_address')?.['port_value'];
  return {
    name: `l${String(port)}`,
    address: { socket_address: { address: '127.0.0.1', port_value: port } },
    filter_chains: chains,
    ...(last === null ? {} : { default_filter_chain: last }),
    listener_filters: items(listener, 'listener_filters').filter(({ name }) =>
      /tls_inspector|http_inspector/.test(String(name)),
    ),
  };
}

function serveChain(chain: Json, position: string, tables: ReadonlyMap<string, Json>, certificate: Certificate): void {
  const target = items(chain, 'filters').at(-1);
  const config = at(target ?? {}, 'typed_config') ?? {};
  const isHttp = String(config['@type']).endsWith('HttpConnectionManager');
  const tcp = { '@type': DIRECT, response: { inline_string: `tcp ${position}` } };
  chain['filters'] = [{ name: 'target', typed_config: isHttp ? manager(config, tables) : tcp }];
  delete chain['metadata'];
  const tls = at(chain, 'transport_socket', 'typed_config');
  if (tls === null) return;
  const common = at(tls, 'common_tls_context') ?? {};
  const validates = Object.keys(common).some((key) => key.includes('validation'));
  const trusted_ca = { inline_string: certificate.certificate };
  tls['common_tls_context'] = {
    ...(common['alpn_protocols'] === undefined ? {} : { alpn_protocols: common['alpn_protocols'] }),
    tls_certificates: [
      {
        certificate_chain: { inline_string: certificate.certificate },
        private_key: { inline_string: certificate.key },
      },
    ],
    ...(validates ? { validation_context: { trusted_ca } } : {}),
  };
}

const DROPPED = ['rds', 'scoped_routes', 'tracing', 'access_log', 'access_log_options', 'request_id_extension'];

function manager(config: Json, tables: ReadonlyMap<string, Json>): Raw {
  const rds = at(config, 'rds')?.['route_config_name'];
  const table = at(config, 'route_config') ?? tables.get(String(rds)) ?? { name: '', virtual_hosts: [] };
  const kept = Object.fromEntries(Object.entries(config).filter(([key]) => !DROPPED.includes(key)));
  return { ...kept, route_config: positions(table), http_filters: [{ name: 'router', typed_config: ROUTER }] };
}

const OPTIONS = ['name', 'ignore_port_in_host_matching', 'ignore_path_parameters_in_path_matching', 'vhost_header'];

/** The table with the same hosts and matches; body: route configuration, virtual host, position. */
function positions(table: Json): Raw {
  const name = typeof table['name'] === 'string' ? table['name'] : '';
  const hosts = items(table, 'virtual_hosts').map((host) => {
    const routes = items(host, 'routes').map((route, index) => ({
      match: route['match'],
      direct_response: { status: 200, body: { inline_string: placeOf(name, String(host['name']), index) } },
    }));
    const tls = host['require_tls'] === undefined ? {} : { require_tls: host['require_tls'] };
    return { name: host['name'], domains: host['domains'], routes, ...tls };
  });
  const options = Object.fromEntries(Object.entries(table).filter(([key]) => OPTIONS.includes(key)));
  return { ...options, virtual_hosts: hosts };
}

export function placeOf(config: string, host: string, index: number): string {
  return `${config} ${host} ${String(index)}`;
}

function at(value: Json, ...path: readonly string[]): Json | null {
  let current: unknown = value;
  for (const key of path) current = (current as Json | undefined)?.[key];
  return typeof current === 'object' && current !== null ? (current as Json) : null;
}

function items(value: Json | null, key: string): readonly Json[] {
  const list = value?.[key];
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}
