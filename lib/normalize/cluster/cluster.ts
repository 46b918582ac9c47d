/** envoy.config.cluster.v3.Cluster, in API v2 and v3 spelling. */
import type { Cluster, ResourceState } from '../../model/index.ts';
import { enumName, list, member, message, number, text } from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';
import { readMetadata } from '../route/index.ts';
import { readCircuitBreakers } from './circuit-breakers.ts';
import { WITHOUT_BEARING } from './cluster-fields-ignored.ts';
import { readCommonLbConfig } from './common-lb-config.ts';
import { readLoadAssignment } from './load-assignment.ts';
import { localityOfHosts } from './locality-endpoints.ts';
import { readOutlierDetection } from './outlier-detection.ts';
import { readTransportSocket, readTransportSocketMatches, socketOfTlsContext } from './transport-socket.ts';
import { maxRequestsOf, readProtocolOptions } from './upstream-protocol.ts';
import type { UpstreamProtocol } from './upstream-protocol.ts';

/** A cluster before it has its place in the snapshot. */
export type ClusterDraft = Omit<Cluster, 'id' | 'at'>;

/** What several fields decide together is collected first: their order in the dump must not matter. */
interface Draft {
  readonly cluster: { -readonly [Key in keyof ClusterDraft]: ClusterDraft[Key] };
  typedProtocol: UpstreamProtocol;
  legacyProtocol: UpstreamProtocol;
  typedMaxRequests?: number;
  policyName: string;
}

/** Cluster.DiscoveryType and Cluster.LbPolicy by number; LbPolicy 4 was v2's ORIGINAL_DST_LB. */
const DISCOVERY_TYPES = ['STATIC', 'STRICT_DNS', 'LOGICAL_DNS', 'EDS', 'ORIGINAL_DST'];
const LB_POLICIES = [
  'ROUND_ROBIN',
  'LEAST_REQUEST',
  'RING_HASH',
  'RANDOM',
  'ORIGINAL_DST_LB',
  'MAGLEV',
  'CLUSTER_PROVIDED',
  'LOAD_BALANCING_POLICY_CONFIG',
];

const tlsContext: FieldReader<Draft> = ({ cluster }, value, reading) => {
  cluster.transportSocket ??= socketOfTlsContext(value, reading);
};

const hosts: FieldReader<Draft> = ({ cluster }, value, reading) => {
  cluster.loadAssignment ??= localityOfHosts(value, reading);
};

/**
 * `lb_subset_config` and `transport_socket_matcher` are left out on purpose: they decide which endpoint or socket is
 * used and are not modeled, so they are named as a gap.
 */
const CLUSTER = message<Draft>('envoy.config.cluster.v3.Cluster', {
  ...WITHOUT_BEARING,
  name: ({ cluster }, value) => {
    cluster.name = text(value);
  },
  type: ({ cluster }, value) => {
    cluster.type = enumName(value, DISCOVERY_TYPES);
  },
  cluster_type: ({ cluster }, value) => {
    cluster.type = `CUSTOM:${text(member(value, 'name'))}`;
  },
  eds_cluster_config: ({ cluster }, value) => {
    const name = text(member(value, 'service_name', 'serviceName'));
    if (name !== '') cluster.edsServiceName = name;
  },
  lb_policy: ({ cluster }, value) => {
    cluster.lbPolicy = enumName(value, LB_POLICIES);
  },
  load_balancing_policy: (draft, value) => {
    const [first] = list(member(value, 'policies'));
    draft.policyName = text(member(member(first, 'typed_extension_config', 'typedExtensionConfig'), 'name'));
  },
  connect_timeout: ({ cluster }, value) => {
    cluster.connectTimeout = text(value);
  },
  metadata: ({ cluster }, value) => {
    const { istio, otherMetadata } = readMetadata(value);
    if (istio !== undefined) cluster.istio = istio;
    if (otherMetadata !== undefined) cluster.otherMetadata = otherMetadata;
  },
  transport_socket: ({ cluster }, value, reading) => {
    cluster.transportSocket = readTransportSocket(value, reading);
  },
  tls_context: tlsContext,
  hidden_envoy_deprecated_tls_context: tlsContext,
  transport_socket_matches: ({ cluster }, value, reading) => {
    cluster.transportSocketMatches = readTransportSocketMatches(value, reading);
  },
  outlier_detection: ({ cluster }, value, reading) => {
    cluster.outlierDetection = readOutlierDetection(value, reading);
  },
  circuit_breakers: ({ cluster }, value, reading) => {
    cluster.circuitBreakers = readCircuitBreakers(value, reading);
  },
  common_lb_config: ({ cluster }, value, reading) => {
    readCommonLbConfig(cluster, value, reading);
  },
  max_requests_per_connection: ({ cluster }, value) => {
    cluster.maxRequestsPerConnection = number(value);
  },
  common_http_protocol_options: (draft, value) => {
    const most = maxRequestsOf(value);
    if (most !== undefined) draft.typedMaxRequests ??= most;
  },
  typed_extension_protocol_options: (draft, value, reading) => {
    const options = readProtocolOptions(value, reading);
    if (options === undefined) return;
    draft.typedProtocol = options.protocol;
    if (options.maxRequestsPerConnection !== undefined) draft.typedMaxRequests = options.maxRequestsPerConnection;
  },
  http2_protocol_options: (draft) => {
    draft.legacyProtocol ??= 'http2';
  },
  protocol_selection: (draft, value) => {
    if (value === 'USE_DOWNSTREAM_PROTOCOL' || value === 1) draft.legacyProtocol = 'downstream';
  },
  load_assignment: ({ cluster }, value, reading) => {
    cluster.loadAssignment = readLoadAssignment(value, reading).localities;
  },
  hosts,
  hidden_envoy_deprecated_hosts: hosts,
  alt_stat_name: ({ cluster }, value) => {
    if (text(value) !== '') cluster.altStatName = text(value);
  },
});

/** Absent type is STATIC, absent lb_policy ROUND_ROBIN (reference/envoy-semantics.md 6). */
export function readCluster(raw: unknown, state: ResourceState, reading: Reading): ClusterDraft {
  const cluster: Draft['cluster'] = {
    name: '',
    state,
    type: 'STATIC',
    lbPolicy: 'ROUND_ROBIN',
    panicThreshold: null,
    upstreamProtocol: null,
  };
  const draft: Draft = { cluster, typedProtocol: null, legacyProtocol: null, policyName: '' };
  CLUSTER(draft, raw, reading);
  cluster.upstreamProtocol = draft.typedProtocol ?? draft.legacyProtocol;
  // A load_balancing_policy takes the place of lb_policy whatever that says.
  if (draft.policyName !== '') cluster.lbPolicy = draft.policyName;
  if (draft.typedMaxRequests !== undefined) cluster.maxRequestsPerConnection = draft.typedMaxRequests;
  return cluster;
}
