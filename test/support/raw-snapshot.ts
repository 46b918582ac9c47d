/**
 * A small reader of Envoy's config_dump for the tests of resources and replay: just the fields that provenance looks at.
 * It exists because those rooms were written beside normalize; replace it by lib/normalize when that is merged.
 */
import type {
  ClusterSpecifier,
  EntityId,
  FilterChain,
  HeaderAddition,
  HeaderMatcher,
  HeaderMutations,
  HeaderTest,
  IstioMetadata,
  Listener,
  PathMatcher,
  Proxy,
  QueryParameterMatcher,
  Route,
  RouteAction,
  RouteConfiguration,
  RouteMatch,
  Snapshot,
  StringMatcher,
  Cluster,
} from '../../lib/model/index.ts';
import { COUNTED, SECTIONS } from '../../lib/model/index.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment,
   @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return,
   @typescript-eslint/no-unsafe-argument, @typescript-eslint/restrict-template-expressions -- raw JSON, read for tests only */
type Raw = any;

const AT = { document: 0, start: 0, end: 0 };
const id = (text: string): EntityId => text as EntityId;

export function rawSnapshot(dump: Raw): Snapshot {
  // A section may come in several parts (static and dynamic apart).
  const section = (name: string): Raw => {
    const merged: Raw = {};
    for (const config of dump.configs.filter((part: Raw) => part['@type'].endsWith(name))) {
      for (const [key, value] of Object.entries(config)) {
        merged[key] = Array.isArray(value) ? [...(merged[key] ?? []), ...value] : value;
      }
    }
    return merged;
  };
  const routes = section('RoutesConfigDump');
  const listeners = section('ListenersConfigDump');
  const clusters = section('ClustersConfigDump');
  const dynamicRoutes = (routes.dynamic_route_configs ?? []).map((entry: Raw) => [entry.route_config, 'dynamic']);
  const staticRoutes = (routes.static_route_configs ?? []).map((entry: Raw) => [entry.route_config, 'static']);
  const allClusters = [
    ...(clusters.dynamic_active_clusters ?? []).map((entry: Raw) => [entry.cluster, 'active']),
    ...(clusters.static_clusters ?? []).map((entry: Raw) => [entry.cluster, 'static']),
  ];
  const allListeners = [
    ...(listeners.dynamic_listeners ?? []).map((entry: Raw) => [entry.active_state?.listener, 'active']),
    ...(listeners.static_listeners ?? []).map((entry: Raw) => [entry.listener, 'static']),
  ].filter(([listener]) => listener !== undefined);
  return {
    documents: [],
    proxy: proxyOf(section('BootstrapConfigDump').bootstrap?.node),
    sections: new Set(SECTIONS),
    listeners: allListeners.map(([listener, state], index) => listenerOf(listener, state, index)),
    routeConfigs: [...dynamicRoutes, ...staticRoutes].map(([config, via], index) => routeConfigOf(config, via, index)),
    clusters: allClusters.map(([cluster, state], index) => clusterOf(cluster, state, index)),
    endpoints: [],
    secrets: [],
    gaps: [],
    counts: Object.fromEntries(COUNTED.map((kind) => [kind, { in: 0, skipped: [] }])) as unknown as Snapshot['counts'],
    diagnostics: [],
    partial: false,
    damaged: new Set(),
  };
}

function proxyOf(node: Raw): Proxy | null {
  if (node === undefined) return null;
  const { metadata } = node;
  return {
    nodeId: node.id,
    type: node.id.startsWith('router') ? 'router' : 'sidecar',
    name: metadata.NAME ?? null,
    namespace: metadata.NAMESPACE ?? null,
    labels: metadata.LABELS === undefined ? null : new Map(Object.entries(metadata.LABELS)),
    workload: metadata.WORKLOAD_NAME ?? null,
    clusterId: metadata.CLUSTER_ID ?? null,
    istioVersion: metadata.ISTIO_VERSION ?? null,
    envoyVersion: null,
    domain: node.id.split('~')[3] ?? null,
    unprivileged: null,
    runtime: new Map(),
  };
}

function istioOf(metadata: Raw): { istio?: IstioMetadata } {
  const istio = metadata?.filter_metadata?.istio;
  if (istio === undefined) return {};
  const { config, subset, services, ...other } = istio;
  return {
    istio: {
      ...(config === undefined ? {} : { config }),
      ...(subset === undefined ? {} : { subset }),
      ...(services === undefined ? {} : { services }),
      other,
    },
  };
}

function routeConfigOf(config: Raw, via: 'dynamic' | 'static', index: number): RouteConfiguration {
  return {
    id: id(`route-config/${index}`),
    at: AT,
    name: config.name ?? '',
    label: config.name ?? '',
    via,
    ignorePortInHostMatching: config.ignore_port_in_host_matching === true,
    validateClusters: config.validate_clusters ?? null,
    ...(config.max_direct_response_body_size_bytes === undefined
      ? {}
      : { maxDirectResponseBodySizeBytes: config.max_direct_response_body_size_bytes }),
    virtualHosts: (config.virtual_hosts ?? []).map((host: Raw, hostIndex: number) => ({
      id: id(`vhost/${index}.${hostIndex}`),
      name: host.name,
      domains: host.domains,
      requireTls: host.require_tls ?? 'NONE',
      routes: (host.routes ?? []).map((route: Raw, routeIndex: number) =>
        routeOf(route, id(`route/${index}.${hostIndex}.${routeIndex}`), routeIndex),
      ),
    })),
  };
}

function routeOf(route: Raw, routeId: EntityId, index: number): Route {
  const headers = mutationsOf(route);
  return {
    id: routeId,
    index,
    ...(route.name ? { name: route.name } : {}),
    match: matchOf(route.match),
    action: actionOf(route),
    ...istioOf(route.metadata),
    ...(headers === undefined ? {} : { headers }),
    ...(route.stat_prefix === undefined ? {} : { statPrefix: route.stat_prefix }),
    ...(route.decorator === undefined ? {} : { decorator: route.decorator.operation }),
    ...(route.typed_per_filter_config === undefined ? {} : { perFilterConfig: route.typed_per_filter_config }),
  };
}

function stringMatcherOf(raw: Raw): StringMatcher {
  const ignoreCase = raw.ignore_case === true ? { ignoreCase: true } : {};
  for (const kind of ['exact', 'prefix', 'suffix', 'contains'] as const) {
    if (raw[kind] !== undefined) return { kind, value: raw[kind], ...ignoreCase };
  }
  if (raw.safe_regex !== undefined) return { kind: 'regex', regex: raw.safe_regex.regex, ...ignoreCase };
  return { kind: 'unsupported', field: Object.keys(raw)[0] ?? '', raw };
}

function pathOf(match: Raw): PathMatcher {
  if (match.prefix !== undefined) return { kind: 'prefix', value: match.prefix };
  if (match.path !== undefined) return { kind: 'path', value: match.path };
  if (match.path_separated_prefix !== undefined) {
    return { kind: 'pathSeparatedPrefix', value: match.path_separated_prefix };
  }
  if (match.safe_regex !== undefined) return { kind: 'regex', regex: match.safe_regex.regex };
  return { kind: 'none' };
}

function headerTestOf(header: Raw): HeaderTest {
  if (header.string_match !== undefined) return stringMatcherOf(header.string_match);
  if (header.exact_match !== undefined) return { kind: 'deprecatedExact', value: header.exact_match };
  if (header.prefix_match !== undefined) return { kind: 'prefix', value: header.prefix_match };
  if (header.safe_regex_match !== undefined) return { kind: 'regex', regex: header.safe_regex_match.regex };
  return { kind: 'present', present: header.present_match ?? true };
}

function matchOf(match: Raw): RouteMatch {
  const headers: HeaderMatcher[] | undefined = match.headers?.map((header: Raw) => ({
    name: header.name,
    test: headerTestOf(header),
    ...(header.invert_match === true ? { invert: true } : {}),
    ...(header.treat_missing_header_as_empty === true ? { treatMissingAsEmpty: true } : {}),
  }));
  const query: QueryParameterMatcher[] | undefined = match.query_parameters?.map((parameter: Raw) => ({
    name: parameter.name,
    test:
      parameter.string_match === undefined
        ? { kind: 'present', present: true }
        : stringMatcherOf(parameter.string_match),
  }));
  return {
    path: pathOf(match),
    ...(match.case_sensitive === undefined ? {} : { caseSensitive: match.case_sensitive }),
    ...(headers === undefined ? {} : { headers }),
    ...(query === undefined ? {} : { queryParameters: query }),
    ...(match.dynamic_metadata === undefined ? {} : { dynamicMetadata: match.dynamic_metadata }),
  };
}

function additionsOf(list: Raw): readonly HeaderAddition[] {
  return (list ?? []).map((entry: Raw) => ({
    name: entry.header.key,
    value: entry.header.value,
    ...(entry.append_action === 'OVERWRITE_IF_EXISTS_OR_ADD' || entry.append === false
      ? { append: 'overwriteIfExistsOrAdd' }
      : {}),
  }));
}

function mutationsOf(raw: Raw): HeaderMutations | undefined {
  const mutations = {
    requestAdd: additionsOf(raw.request_headers_to_add),
    requestRemove: raw.request_headers_to_remove ?? [],
    responseAdd: additionsOf(raw.response_headers_to_add),
    responseRemove: raw.response_headers_to_remove ?? [],
  };
  return Object.values(mutations).some((list) => list.length > 0) ? mutations : undefined;
}

function specifierOf(raw: Raw): ClusterSpecifier {
  if (raw.weighted_clusters !== undefined) {
    return {
      kind: 'weighted',
      clusters: (raw.weighted_clusters.clusters ?? []).map((entry: Raw) => ({
        name: entry.name,
        weight: entry.weight ?? 0,
      })),
    };
  }
  return { kind: 'cluster', name: raw.cluster ?? '' };
}

const REDIRECT_CODES: Readonly<Record<string, number>> = {
  MOVED_PERMANENTLY: 301,
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
};

function actionOf(route: Raw): RouteAction {
  if (route.route !== undefined) return forwardOf(route.route);
  if (route.redirect !== undefined) {
    const { redirect } = route;
    return {
      kind: 'redirect',
      status: REDIRECT_CODES[redirect.response_code ?? 'MOVED_PERMANENTLY'] ?? 0,
      ...(redirect.scheme_redirect === undefined ? {} : { scheme: redirect.scheme_redirect }),
      ...(redirect.host_redirect === undefined ? {} : { host: redirect.host_redirect }),
      ...(redirect.port_redirect === undefined ? {} : { port: redirect.port_redirect }),
      ...(redirect.path_redirect === undefined ? {} : { path: redirect.path_redirect }),
      ...(redirect.prefix_rewrite === undefined
        ? {}
        : { pathRewrite: { kind: 'prefix' as const, value: redirect.prefix_rewrite } }),
    };
  }
  if (route.direct_response !== undefined) {
    const body = route.direct_response.body?.inline_string;
    return { kind: 'directResponse', status: route.direct_response.status, ...(body === undefined ? {} : { body }) };
  }
  return { kind: 'none' };
}

function forwardOf(raw: Raw): RouteAction {
  return {
    kind: 'forward',
    cluster: specifierOf(raw),
    ...(raw.timeout === undefined ? {} : { timeout: raw.timeout }),
    ...(raw.prefix_rewrite === undefined ? {} : { pathRewrite: { kind: 'prefix', value: raw.prefix_rewrite } }),
    ...(raw.regex_rewrite === undefined
      ? {}
      : {
          pathRewrite: {
            kind: 'regex',
            regex: raw.regex_rewrite.pattern.regex,
            substitution: raw.regex_rewrite.substitution,
          },
        }),
    ...(raw.host_rewrite_literal === undefined
      ? {}
      : { hostRewrite: { kind: 'literal', value: raw.host_rewrite_literal } }),
    ...(raw.request_mirror_policies === undefined
      ? {}
      : { mirrors: raw.request_mirror_policies.map((policy: Raw) => ({ cluster: policy.cluster })) }),
  };
}

function listenerOf(listener: Raw, state: 'active' | 'static', index: number): Listener {
  const socket = listener.address?.socket_address;
  return {
    id: id(`listener/${index}`),
    at: AT,
    name: listener.name ?? '',
    label: listener.name ?? '',
    state,
    address: socket?.address ?? null,
    port: socket?.port_value ?? null,
    protocol: 'TCP',
    bindToPort: true,
    useOriginalDst: listener.use_original_dst === true,
    listenerFilters: [],
    filterChains: (listener.filter_chains ?? []).map((chain: Raw, chainIndex: number) =>
      chainOf(chain, id(`chain/${index}.${chainIndex}`), chainIndex),
    ),
    ...(listener.traffic_direction === undefined ? {} : { trafficDirection: listener.traffic_direction }),
  };
}

function chainOf(chain: Raw, chainId: EntityId, index: number): FilterChain {
  const filters: Raw[] = chain.filters ?? [];
  const last = filters.at(-1)?.typed_config;
  const http = last?.['@type']?.endsWith('HttpConnectionManager') === true;
  const tcp = last?.['@type']?.endsWith('TcpProxy') === true;
  const match = chain.filter_chain_match ?? {};
  return {
    id: chainId,
    index,
    isDefault: false,
    ...(chain.name === undefined ? {} : { name: chain.name }),
    match: {
      ...(match.server_names === undefined ? {} : { serverNames: match.server_names }),
      ...(match.destination_port === undefined ? {} : { destinationPort: match.destination_port }),
      ...(match.transport_protocol === undefined ? {} : { transportProtocol: match.transport_protocol }),
      ...(match.application_protocols === undefined ? {} : { applicationProtocols: match.application_protocols }),
      ...(match.prefix_ranges === undefined
        ? {}
        : { prefixRanges: match.prefix_ranges.map((range: Raw) => `${range.address_prefix}/${range.prefix_len}`) }),
    },
    target: http
      ? {
          kind: 'http',
          statPrefix: last.stat_prefix,
          routes:
            last.rds === undefined ? { kind: 'none' } : { kind: 'rds', routeConfigName: last.rds.route_config_name },
          httpFilters: (last.http_filters ?? []).map((filter: Raw) => ({ name: filter.name, type: null })),
        }
      : tcp
        ? { kind: 'tcp', statPrefix: last.stat_prefix, cluster: specifierOf(last) }
        : { kind: 'other', filter: filters.at(-1)?.name ?? null },
    networkFilters: [],
    transportSocket: chain.transport_socket?.name ?? null,
    ...istioOf(chain.metadata),
  };
}

function clusterOf(cluster: Raw, state: 'active' | 'static', index: number): Cluster {
  return {
    id: id(`cluster/${index}`),
    at: AT,
    name: cluster.name,
    state,
    type: cluster.type ?? cluster.cluster_type?.name ?? 'STATIC',
    lbPolicy: cluster.lb_policy ?? 'ROUND_ROBIN',
    ...istioOf(cluster.metadata),
    panicThreshold: null,
    upstreamProtocol: null,
    ...(cluster.alt_stat_name === undefined ? {} : { altStatName: cluster.alt_stat_name }),
  };
}
