/**
 * Says what a JSON value is from its keys alone, never from a file name. Keys are looked at in the order they come, and the
 * first that only one shape has decides (shapes: reference/istio-provenance.md 9.4 and 9.6, envoy-semantics.md 11).
 */
import type { JsonCursor } from '../base/json/index.ts';

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
  bootstrap: 'section',
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
  route_config: 'wrappedRouteConfig',
  virtual_hosts: 'routeConfig',
  validate_clusters: 'routeConfig',
  ignore_port_in_host_matching: 'routeConfig',
  max_direct_response_body_size_bytes: 'routeConfig',
  listener: 'wrappedListener',
  active_state: 'listenerState',
  warming_state: 'listenerState',
  draining_state: 'listenerState',
  error_state: 'listenerState',
  filter_chains: 'listener',
  listener_filters: 'listener',
  default_filter_chain: 'listener',
  address: 'listener',
  bind_to_port: 'listener',
  traffic_direction: 'listener',
  cluster: 'wrappedCluster',
  connect_timeout: 'cluster',
  eds_cluster_config: 'cluster',
  lb_policy: 'cluster',
  load_assignment: 'cluster',
  cluster_type: 'cluster',
  alt_stat_name: 'cluster',
  type: 'cluster',
  endpoint_config: 'wrappedLoadAssignment',
  cluster_name: 'loadAssignment',
  cluster_statuses: 'clusterStatuses',
  added_via_api: 'clusterStatus',
  host_statuses: 'clusterStatus',
  observability_name: 'clusterStatus',
  secret: 'wrappedSecret',
  api_version: 'kubernetes',
  workloads: 'ztunnel',
  command_line_options: 'serverInfo',
};

/** `virtualHosts` → `virtual_hosts`; keys that are already snake_case pass unchanged. */
function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Shape of the object at the cursor, which is not consumed; undefined when no key tells. */
export function classify(cursor: JsonCursor): ObjectShape | undefined {
  let shape: ObjectShape | undefined;
  cursor.peekKeys((key) => {
    shape = Object.hasOwn(SHAPE_OF_KEY, snake(key)) ? SHAPE_OF_KEY[snake(key)] : undefined;
    return shape !== undefined;
  });
  return shape;
}
