/** The clusters of a Service, one for its port and one for each subset, and their endpoints. */
import { Random } from '../../oracle/random.ts';
import type { Service } from './plan.ts';
import { updatedAt } from './sample.ts';

const TLS = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext';
const RAW = 'type.googleapis.com/envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer';
const AT_ONCE = { initial_fetch_timeout: '0s', resource_api_version: 'V3' };
const UNLIMITED = 4_294_967_295;
const SDS = {
  api_config_source: {
    api_type: 'GRPC',
    grpc_services: [{ envoy_grpc: { cluster_name: 'sds-grpc' } }],
    set_node_on_first_message_only: true,
    transport_api_version: 'V3',
  },
  ...AT_ONCE,
};

export function* clustersOf(service: Service): Iterable<object> {
  for (const subset of ['', ...service.subsets]) yield { cluster: cluster(service, subset), last_updated: updatedAt };
}

export function* endpointsOf(service: Service): Iterable<object> {
  for (const subset of ['', ...service.subsets]) yield { endpoint_config: assignment(service, subset) };
}

function clusterName({ port, host }: Service, subset: string): string {
  return `outbound|${String(port)}|${subset}|${host}`;
}

function cluster(service: Service, subset: string): object {
  const { name: serviceName, namespace, host, port, subsets } = service;
  const name = clusterName(service, subset);
  const rule = `/apis/networking.istio.io/v1/namespaces/${namespace}/destination-rule/${serviceName}-dr`;
  return {
    '@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster',
    name,
    type: 'EDS',
    eds_cluster_config: { eds_config: { ads: {}, ...AT_ONCE }, service_name: name },
    connect_timeout: '10s',
    lb_policy: 'LEAST_REQUEST',
    circuit_breakers: {
      thresholds: [
        {
          max_connections: UNLIMITED,
          max_pending_requests: UNLIMITED,
          max_requests: UNLIMITED,
          max_retries: UNLIMITED,
        },
      ],
    },
    metadata: {
      filter_metadata: {
        istio: {
          ...(subset === '' ? {} : { subset }),
          services: [{ host, namespace, name: serviceName }],
          ...(subsets.length === 0 ? {} : { config: rule }),
        },
      },
    },
    common_lb_config: { healthy_panic_threshold: {} },
    alt_stat_name: `${name};`,
    transport_socket_matches: [
      {
        name: 'tlsMode-istio',
        match: { tlsMode: 'istio' },
        transport_socket: {
          name: 'envoy.transport_sockets.tls',
          typed_config: {
            '@type': TLS,
            common_tls_context: tlsContext(`spiffe://cluster.local/ns/${namespace}/sa/${serviceName}`),
            sni: `outbound_.${String(port)}_.${subset}_.${host}`,
          },
        },
      },
      {
        name: 'tlsMode-disabled',
        match: {},
        transport_socket: { name: 'envoy.transport_sockets.raw_buffer', typed_config: { '@type': RAW } },
      },
    ],
  };
}

function tlsContext(identity: string): object {
  return {
    tls_params: { tls_minimum_protocol_version: 'TLSv1_2', tls_maximum_protocol_version: 'TLSv1_3' },
    alpn_protocols: ['istio'],
    tls_certificate_sds_secret_configs: [{ name: 'default', sds_config: SDS }],
    combined_validation_context: {
      default_validation_context: { match_subject_alt_names: [{ exact: identity }] },
      validation_context_sds_secret_config: { name: 'ROOTCA', sds_config: SDS },
    },
  };
}

/** None to three pods, drawn from the cluster's name. */
function assignment(service: Service, subset: string): object {
  const cluster_name = clusterName(service, subset);
  const random = new Random(hash(cluster_name));
  const draw = random.below(100);
  const pods = draw < 11 ? 0 : draw < 74 ? 1 : draw < 89 ? 2 : 3;
  const lb_endpoints = Array.from({ length: pods }, () => endpoint(random, service));
  return {
    '@type': 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
    cluster_name,
    ...(pods === 0 ? {} : { endpoints: [{ locality: {}, lb_endpoints, load_balancing_weight: pods }] }),
    policy: { overprovisioning_factor: 140 },
  };
}

function hash(text: string): number {
  let sum = 7;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum, 31) + text.charCodeAt(at);
  return sum;
}

function endpoint(random: Random, { name, namespace, port }: Service): object {
  const address = `10.${String(random.below(200))}.${String(random.below(250))}.${String(1 + random.below(250))}`;
  return {
    endpoint: {
      address: { socket_address: { address, port_value: port } },
      health_check_config: {},
    },
    health_status: 'HEALTHY',
    metadata: {
      filter_metadata: {
        'envoy.transport_socket_match': { tlsMode: 'istio' },
        istio: { workload: `${name};${namespace};${name};v1;Kubernetes` },
      },
    },
    load_balancing_weight: 1,
  };
}
