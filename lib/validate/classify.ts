/**
 * Says what a JSON value is from its keys alone, never from a file name. Keys are looked at in the order they come, and the
 * first that only one shape has decides (shapes: reference/istio-provenance.md 9.4 and 9.6, envoy-semantics.md 11).
 */
import type { JsonCursor, ValueKind } from '../base/json/index.ts';

/** Shapes of one object. `wrapped*` are admin wrappers such as DynamicRouteConfig; `section` is a whole *ConfigDump. */
export type ObjectShape =
  | 'configDump'
  | 'section'
  | 'routeConfig'
  | 'wrappedRouteConfig'
  | 'listener'
  | 'wrappedListener'
  | 'listenerState'
  | 'cluster'
  | 'wrappedCluster'
  | 'loadAssignment'
  | 'wrappedLoadAssignment'
  | 'clusterStatus'
  | 'clusterStatuses'
  | 'wrappedSecret'
  | 'kubernetes'
  | 'ztunnel'
  | 'serverInfo';

const SHAPE_OF_KEY: Readonly<Partial<Record<string, ObjectShape>>> = {
  configs: 'configDump',
  static_clusters: 'section',
  dynamic_active_clusters: 'section',
  dynamic_warming_clusters: 'section',
  static_listeners: 'section',
  dynamic_listeners: 'section',
  dynamic_active_listeners: 'section',
  dynamic_warming_listeners: 'section',
  dynamic_draining_listeners: 'section',
  static_route_configs: 'section',
  dynamic_route_configs: 'section',
  inline_scoped_route_configs: 'section',
  dynamic_scoped_route_configs: 'section',
  static_endpoint_configs: 'section',
  dynamic_endpoint_configs: 'section',
  static_secrets: 'section',
  dynamic_active_secrets: 'section',
  dynamic_warming_secrets: 'section',
  ecds_filters: 'section',
  virtual_hosts: 'routeConfig',
  validate_clusters: 'routeConfig',
  ignore_port_in_host_matching: 'routeConfig',
  max_direct_response_body_size_bytes: 'routeConfig',
  active_state: 'listenerState',
  warming_state: 'listenerState',
  draining_state: 'listenerState',
  error_state: 'listenerState',
  filter_chains: 'listener',
  listener_filters: 'listener',
  default_filter_chain: 'listener',
  bind_to_port: 'listener',
  traffic_direction: 'listener',
  connect_timeout: 'cluster',
  eds_cluster_config: 'cluster',
  lb_policy: 'cluster',
  load_assignment: 'cluster',
  cluster_type: 'cluster',
  alt_stat_name: 'cluster',
  endpoint_config: 'wrappedLoadAssignment',
  cluster_statuses: 'clusterStatuses',
  added_via_api: 'clusterStatus',
  host_statuses: 'clusterStatus',
  observability_name: 'clusterStatus',
  api_version: 'kubernetes',
  workloads: 'ztunnel',
  command_line_options: 'serverInfo',
};

/** `virtualHosts` → `virtual_hosts`; keys that are already snake_case pass unchanged. */
function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

interface EverydayKey {
  readonly shape: ObjectShape;
  readonly value: ValueKind;
  /** Keys that may stand beside it, in snake_case. */
  readonly beside: ReadonlySet<string>;
}

const WRAPPER = ['@type', 'name', 'version_info', 'last_updated', 'client_status', 'error_state'];
const everyday = (shape: ObjectShape, value: ValueKind, beside: readonly string[]): EverydayKey => ({
  shape,
  value,
  beside: new Set(['@type', ...beside]),
});

/** Keys that much other JSON has too (package.json says "type"): they decide only when nothing foreign stands beside them. */
const EVERYDAY: Readonly<Partial<Record<string, EverydayKey>>> = {
  bootstrap: everyday('section', 'object', ['last_updated']),
  route_config: everyday('wrappedRouteConfig', 'object', WRAPPER),
  listener: everyday('wrappedListener', 'object', WRAPPER),
  cluster: everyday('wrappedCluster', 'object', WRAPPER),
  secret: everyday('wrappedSecret', 'object', WRAPPER),
  address: everyday('listener', 'object', [
    'name',
    'stat_prefix',
    'metadata',
    'per_connection_buffer_limit_bytes',
    'additional_addresses',
    'access_log',
    'reuse_port',
    'enable_reuse_port',
    'deprecated_v1',
    'listener_filters_timeout',
    'continue_on_listener_filters_timeout',
    'use_original_dst',
    'transparent',
    'freebind',
    'udp_listener_config',
    'api_listener',
    'connection_balance_config',
  ]),
  type: everyday('cluster', 'string', [
    'name',
    'metadata',
    'hosts',
    'filters',
    'dns_lookup_family',
    'dns_refresh_rate',
    'respect_dns_ttl',
    'transport_socket',
    'transport_socket_matches',
    'tls_context',
    'circuit_breakers',
    'outlier_detection',
    'health_checks',
    'max_requests_per_connection',
    'upstream_connection_options',
    'typed_extension_protocol_options',
    'http2_protocol_options',
    'per_connection_buffer_limit_bytes',
    'common_lb_config',
  ]),
  cluster_name: everyday('loadAssignment', 'string', ['endpoints', 'named_endpoints', 'policy']),
};

/** Shape of the object at the cursor, which is not consumed; undefined when no key tells. */
export function classify(cursor: JsonCursor): ObjectShape | undefined {
  let shape: ObjectShape | undefined;
  let candidate: EverydayKey | undefined;
  const others: string[] = [];
  cursor.peekKeys((key) => {
    const name = snake(key);
    if (candidate?.beside.has(name) === true) return false;
    if (Object.hasOwn(SHAPE_OF_KEY, name)) shape = SHAPE_OF_KEY[name];
    else {
      const known = Object.hasOwn(EVERYDAY, name) ? EVERYDAY[name] : undefined;
      if (candidate === undefined && known?.value === cursor.kind()) candidate = known;
      else others.push(name);
    }
    return shape !== undefined;
  });
  if (shape !== undefined || candidate === undefined) return shape;
  const { beside } = candidate;
  return others.every((name) => beside.has(name)) ? candidate.shape : undefined;
}
