/** Names inside a filter's configuration that lead a person to a resource (reference/istio-provenance.md 1.5). */
import type { Extension } from '../cluster/index.ts';
import { member, object, text } from '../read/index.ts';

type NamesOf = (config: unknown) => readonly string[];

function keys(map: unknown): readonly string[] {
  return Object.keys(object(map) ?? {});
}

/** Policy keys such as `ns[shop]-policy[deny]-rule[0]`; shadow rules are those of a dry run. */
const rbac: NamesOf = (config) => [
  ...keys(member(member(config, 'rules'), 'policies')),
  ...keys(member(member(config, 'shadow_rules', 'shadowRules'), 'policies')),
];

const jwt: NamesOf = (config) => keys(member(config, 'providers'));

/** PluginConfig: the plugin's name, or the VM's root context where it has none. */
const wasm: NamesOf = (config) => {
  const plugin = member(config, 'config');
  return [text(member(plugin, 'name')) || text(member(plugin, 'root_id', 'rootId'))];
};

/** The cluster, or the target of a google_grpc, that a GrpcService calls. */
function grpcTarget(service: unknown): string {
  const envoyGrpc = member(service, 'envoy_grpc', 'envoyGrpc');
  const googleGrpc = member(service, 'google_grpc', 'googleGrpc');
  return text(member(envoyGrpc, 'cluster_name', 'clusterName')) || text(member(googleGrpc, 'target_uri', 'targetUri'));
}

const grpcCaller: NamesOf = (config) => [grpcTarget(member(config, 'grpc_service', 'grpcService'))];

const extAuthz: NamesOf = (config) => {
  const http = member(config, 'http_service', 'httpService');
  return [...grpcCaller(config), text(member(member(http, 'server_uri', 'serverUri'), 'cluster'))];
};

const rateLimit: NamesOf = (config) => {
  const service = member(config, 'rate_limit_service', 'rateLimitService');
  return [text(member(config, 'domain')), ...grpcCaller(service)];
};

const golang: NamesOf = (config) => [text(member(config, 'plugin_name', 'pluginName'))];

/** By the last part of the message name: the same in API v2 and v3, and for HTTP and network filters. */
const BY_MESSAGE = new Map<string, NamesOf>([
  ['RBAC', rbac],
  ['JwtAuthentication', jwt],
  ['Wasm', wasm],
  ['ExtAuthz', extAuthz],
  ['RateLimit', rateLimit],
  ['ExternalProcessor', grpcCaller],
]);

/** By filter name, for the untyped configuration of old proxies and for a message called only `Config`. */
const BY_NAME = new Map<string, NamesOf>([
  ['envoy.filters.http.rbac', rbac],
  ['envoy.filters.network.rbac', rbac],
  ['envoy.filters.http.jwt_authn', jwt],
  ['envoy.filters.http.wasm', wasm],
  ['envoy.ext_authz', extAuthz],
  ['envoy.filters.http.ext_authz', extAuthz],
  ['envoy.filters.network.ext_authz', extAuthz],
  ['envoy.rate_limit', rateLimit],
  ['envoy.filters.http.ratelimit', rateLimit],
  ['envoy.filters.http.golang', golang],
]);

/** Sorted, each once: a protobuf map has no order, and Envoy goes through policies in the order of their keys. */
export function lookedUpNames(filterName: string, { type, value }: Extension): readonly string[] {
  const messageName = type?.slice(type.lastIndexOf('.') + 1) ?? '';
  const namesOf = BY_MESSAGE.get(messageName) ?? BY_NAME.get(filterName);
  if (namesOf === undefined) return [];
  return [...new Set(namesOf(value))].filter((name) => name !== '').sort();
}
