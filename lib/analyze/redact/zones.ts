/** Which zone the value of a member lies in: the tables that know Envoy's and Kubernetes' fields by name. */
import type { TextNode } from '../../base/text-tree/index.ts';
import { canonical, lastOf } from './place.ts';
import type { Zone } from './place.ts';
import { isEnvoyField, isResourceField } from './vocabulary/index.ts';

const set = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/));

/** map<string, Message>: names of people, then fields again. */
const MESSAGE_MAPS = set(
  `typedperfilterconfig perfilterconfig typedfiltermetadata extensionprotocoloptions typedextensionprotocoloptions providers
   requirementmap policies namedendpoints namedfilterchains map methodconfigs sourcecodes filterstateobjects typeddynamicmetadata
   secretconfigs tenantconfigs`,
);
/** map<string, string>, and structures whose keys people choose. */
const TEXT_MAPS = set(
  `labels matchlabels sourcelabels selector attributes contenttypes params contextextensions keyvalues mappedrequestattributes
   mappedresponseattributes customtags clustermap environmentvariables matchexpressions nodeselector podselector`,
);
const STRUCTS = set(
  `staticlayer layer defaultsubset transportsocketmatchcriteria jsonformat typedjsonformat managedfields logformat`,
);
/** Namespaces of filter_metadata that Istio or Envoy fill with names, never with secrets. */
const KNOWN_METADATA = set('istio envoy.lb envoy.transport_socket_match');
/** istio/istio pkg/model/proxy.go NodeMetadata and pkg/bootstrap: what the agent itself writes. */
const NODE_METADATA = set(
  `NAME NAMESPACE ISTIO_VERSION ISTIO_PROXY_VERSION OWNER SERVICE_ACCOUNT NODE_NAME CLUSTER_ID MESH_ID NETWORK INSTANCE_IPS PILOT_SAN
   WORKLOAD_NAME APP_CONTAINERS INTERCEPTION_MODE POD_PORTS ENVOY_PROMETHEUS_PORT ENVOY_STATUS_PORT PROXY_CONFIG LABELS ANNOTATIONS
   DNS_CAPTURE DNS_AUTO_ALLOCATE GENERATOR ROUTER_MODE REQUESTED_NETWORK_VIEW INSTANCE_NAME UNPRIVILEGED_POD HTTP_PROXY TLS_CLIENT_CERT_CHAIN
   TLS_CLIENT_ROOT_CERT TLS_SERVER_CERT_CHAIN TLS_SERVER_ROOT_CERT STS_PORT WORKLOAD_IDENTITY_SOCKET_FILE XDS_ROOT_CERT CA_ROOT_CERT
   PLATFORM_METADATA ISTIO_PROXY_SHA SIDECAR_STATUS METADATA_DISCOVERY ENABLE_HBONE HTTP10 IDLE_TIMEOUT EXIT_ON_ZERO_ACTIVE_CONNECTIONS
   PROXY_VIA_AGENT MACHINE_ID IPS CONFIG_NAMESPACE`,
);
const HEADER_MAPS = set('headers withoutheaders queryparams set add');
/** A pod's containers are told all kinds of secrets in these. */
const CONTAINER_SECRETS = set('env args command');
const USED_KINDS = set(
  `Gateway VirtualService DestinationRule ServiceEntry Sidecar EnvoyFilter AuthorizationPolicy RequestAuthentication GatewayClass HTTPRoute
   GRPCRoute TLSRoute TCPRoute ReferenceGrant Ingress IngressClass Service Namespace Pod WorkloadEntry WorkloadGroup PeerAuthentication Telemetry
   WasmPlugin ProxyConfig Endpoints EndpointSlice List`,
);

/** The zone inside an object of this kind, for its members. */
export function zoneOfKind(kind: string, name: string): Zone {
  if (name === 'data' || name === 'stringdata' || name === 'binarydata') return 'secretObject';
  const known = USED_KINDS.has(kind) || kind.endsWith('List') || ['apiversion', 'kind', 'metadata'].includes(name);
  return known ? 'resource' : 'unknownField';
}

/** `path` is that of the member, its own canonical name last. */
export function zoneBelow(zone: Zone, key: string, path: readonly string[], value: TextNode): Zone {
  switch (zone) {
    case 'message':
      return belowMessage(key, path, value);
    case 'resource':
      return belowResource(path, value);
    case 'nodeMetadata':
      return belowNode(key);
    case 'struct':
      return lastOf(path) === 'proxymetadata' ? 'nodeMetadata' : 'struct';
    case 'headerMap':
      return value.kind === 'object' ? 'resource' : 'headerMap';
    case 'map':
      return value.kind === 'object' || value.kind === 'array' ? 'struct' : 'map';
    case 'annotations':
    case 'filterMetadata':
    case 'jwk':
    case 'secretObject':
    case 'text':
    case 'unknownField':
    case 'unknownType':
      return zone;
  }
}

function belowMessage(key: string, path: readonly string[], value: TextNode): Zone {
  const name = lastOf(path);
  const parent = path.at(-2) ?? '';
  if (parent === 'filtermetadata') return KNOWN_METADATA.has(key) ? 'struct' : 'filterMetadata';
  if (MESSAGE_MAPS.has(parent)) return 'message';
  if (name === '@type' || key.startsWith('@')) return 'message';
  if (!isEnvoyField(name)) return 'unknownField';
  if (name === 'metadata' && parent === 'node') return 'nodeMetadata';
  // What the build says of itself: version, revision, TLS library.
  if (name === 'metadata' && parent === 'useragentbuildversion') return 'map';
  if (name === 'match' && parent === 'transportsocketmatches') return 'struct';
  if (value.kind === 'object' && TEXT_MAPS.has(name)) return 'map';
  if (STRUCTS.has(name)) return 'struct';
  return 'message';
}

function belowNode(key: string): Zone {
  if (!NODE_METADATA.has(key)) return 'nodeMetadata';
  if (key === 'ANNOTATIONS') return 'annotations';
  return key === 'LABELS' ? 'map' : 'struct';
}

function belowResource(path: readonly string[], value: TextNode): Zone {
  const name = lastOf(path);
  const parent = path.at(-2) ?? '';
  if (name === 'annotations') return 'annotations';
  if (name === 'value' && parent === 'patch') return 'message';
  if (path.includes('containers') && CONTAINER_SECRETS.has(name)) return 'unknownField';
  if (!isResourceField(name)) return 'unknownField';
  if (value.kind === 'object') {
    if (TEXT_MAPS.has(name)) return 'map';
    if (HEADER_MAPS.has(name) && !(name === 'headers' && isOperations(value))) return 'headerMap';
  }
  return STRUCTS.has(name) ? 'struct' : 'resource';
}

/** `headers: {request: {set: …}}` of a VirtualService, where `headers` of a match is a map by name. */
function isOperations(value: TextNode): boolean {
  return (
    value.kind === 'object' && value.members.every(({ key }) => ['request', 'response'].includes(canonical(key.value)))
  );
}
