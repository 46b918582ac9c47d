import { expect } from 'chai';
import { readCluster } from '../../../../lib/normalize/cluster/index.ts';
import type { ClusterDraft } from '../../../../lib/normalize/cluster/index.ts';
import { Reading, foldKeys } from '../../../../lib/normalize/read/index.ts';

const EMPTY: ClusterDraft = {
  name: '',
  state: 'active',
  type: 'STATIC',
  lbPolicy: 'ROUND_ROBIN',
  panicThreshold: null,
  upstreamProtocol: null,
};

const HTTP = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

function protocolOptions(options: object): object {
  return { typed_extension_protocol_options: { [HTTP]: { '@type': `type.googleapis.com/${HTTP}`, ...options } } };
}

function socketAddress(address: string, port: number): object {
  return { socket_address: { address, port_value: port } };
}

const CASES: readonly (readonly [name: string, raw: object, expected: Partial<ClusterDraft>])[] = [
  ['nothing: Envoy defaults', {}, {}],
  ['an explicit default', { type: 'STATIC', lb_policy: 'ROUND_ROBIN' }, {}],
  ['null as absent', { type: null, metadata: null, lb_policy: null }, {}],
  ['enums by number', { type: 3, lb_policy: 1 }, { type: 'EDS', lbPolicy: 'LEAST_REQUEST' }],
  ['an enum value of a newer Envoy', { type: 9 }, { type: '9' }],
  [
    'a custom cluster type',
    { cluster_type: { name: 'envoy.clusters.aggregate', typed_config: { '@type': 'type.googleapis.com/x.Y' } } },
    { type: 'CUSTOM:envoy.clusters.aggregate' },
  ],
  ['the EDS name', { eds_cluster_config: { service_name: 'outbound|80||a' } }, { edsServiceName: 'outbound|80||a' }],
  ['an EDS name left to the cluster', { eds_cluster_config: { eds_config: { ads: {} } } }, {}],
  [
    'a policy that replaces lb_policy',
    {
      load_balancing_policy: {
        policies: [{ typed_extension_config: { name: 'envoy.load_balancing_policies.maglev' } }],
      },
      lb_policy: 'RANDOM',
    },
    { lbPolicy: 'envoy.load_balancing_policies.maglev' },
  ],
  ['panic off, by an empty percent', { common_lb_config: { healthy_panic_threshold: {} } }, { panicThreshold: 0 }],
  ['panic at 30', { common_lb_config: { healthy_panic_threshold: { value: 30 } } }, { panicThreshold: 30 }],
  ['no word on panic', { common_lb_config: { locality_weighted_lb_config: {} } }, { localityWeighted: true }],
  [
    'explicit HTTP/2',
    protocolOptions({ explicit_http_config: { http2_protocol_options: {} } }),
    { upstreamProtocol: 'http2' },
  ],
  [
    'explicit HTTP/3',
    protocolOptions({ explicit_http_config: { http3_protocol_options: {} } }),
    { upstreamProtocol: 'http3' },
  ],
  [
    'explicit HTTP/1',
    protocolOptions({ explicit_http_config: { http_protocol_options: {} } }),
    { upstreamProtocol: 'http1' },
  ],
  ['an explicit config that is empty', protocolOptions({ explicit_http_config: {} }), { upstreamProtocol: 'http1' }],
  [
    'the protocol of the client',
    protocolOptions({ use_downstream_protocol_config: { http2_protocol_options: {} } }),
    { upstreamProtocol: 'downstream' },
  ],
  ['ALPN decides', protocolOptions({ auto_config: {} }), { upstreamProtocol: 'auto' }],
  ['options without a protocol', protocolOptions({ common_http_protocol_options: { idle_timeout: '1s' } }), {}],
  ['HTTP/2 as in API v2', { http2_protocol_options: { max_concurrent_streams: 1 } }, { upstreamProtocol: 'http2' }],
  [
    'the protocol of the client as in API v2',
    { protocol_selection: 'USE_DOWNSTREAM_PROTOCOL', http2_protocol_options: {} },
    { upstreamProtocol: 'downstream' },
  ],
  ['a protocol selection that is the default', { protocol_selection: 'USE_CONFIGURED_PROTOCOL' }, {}],
  [
    'new options over old ones, whatever the order',
    {
      ...protocolOptions({
        explicit_http_config: {},
        common_http_protocol_options: { max_requests_per_connection: 7 },
      }),
      max_requests_per_connection: 3,
      http2_protocol_options: {},
    },
    { upstreamProtocol: 'http1', maxRequestsPerConnection: 7 },
  ],
  [
    'requests per connection as in API v2, below the new option in any order',
    {
      common_http_protocol_options: { max_requests_per_connection: 5 },
      ...protocolOptions({ auto_config: {}, common_http_protocol_options: { max_requests_per_connection: 7 } }),
    },
    { upstreamProtocol: 'auto', maxRequestsPerConnection: 7 },
  ],
  [
    'the same the other way round',
    {
      ...protocolOptions({ auto_config: {}, common_http_protocol_options: { max_requests_per_connection: 7 } }),
      common_http_protocol_options: { max_requests_per_connection: 5 },
    },
    { upstreamProtocol: 'auto', maxRequestsPerConnection: 7 },
  ],
  [
    'requests per connection in the common options',
    { max_requests_per_connection: 1, common_http_protocol_options: { max_requests_per_connection: 5 } },
    { maxRequestsPerConnection: 5 },
  ],
  ['common options that say nothing', { common_http_protocol_options: {} }, {}],
  [
    'options of another extension',
    { typed_extension_protocol_options: { 'x.y': { '@type': 'type.googleapis.com/x.Y' } } },
    {},
  ],
  ['metadata with nothing in it', { metadata: { filter_metadata: {} }, alt_stat_name: '' }, {}],
  ['an alternative name for statistics', { alt_stat_name: 'a;' }, { altStatName: 'a;' }],
  ['a connect timeout', { connect_timeout: '0.250s' }, { connectTimeout: '0.250s' }],
  [
    'hosts as Envoy 1.14 prints API v2',
    { hidden_envoy_deprecated_hosts: [socketAddress('10.0.0.1', 80)] },
    { loadAssignment: [{ locality: '', priority: 0, endpoints: [{ address: '10.0.0.1:80', health: 'UNKNOWN' }] }] },
  ],
  [
    'endpoints over hosts',
    {
      load_assignment: { endpoints: [{ lb_endpoints: [{ endpoint: { address: socketAddress('10.0.0.2', 80) } }] }] },
      hosts: [socketAddress('10.0.0.1', 80)],
    },
    { loadAssignment: [{ locality: '', priority: 0, endpoints: [{ address: '10.0.0.2:80', health: 'UNKNOWN' }] }] },
  ],
  ['no hosts', { hosts: [] }, { loadAssignment: [] }],
  ['requests per connection', { max_requests_per_connection: 1 }, { maxRequestsPerConnection: 1 }],
  [
    'circuit breakers: zero is a limit, absent is none',
    {
      circuit_breakers: {
        thresholds: [{ max_connections: 0 }, { priority: 'HIGH', max_retries: 3, track_remaining: true }],
      },
    },
    {
      circuitBreakers: [
        { priority: 'DEFAULT', maxConnections: 0 },
        { priority: 'HIGH', maxRetries: 3 },
      ],
    },
  ],
  ['outlier detection with defaults', { outlier_detection: {} }, { outlierDetection: {} }],
  [
    'outlier detection',
    {
      outlier_detection: {
        consecutive_5xx: 5,
        enforcing_consecutive_5xx: 100,
        consecutive_gateway_failure: 2,
        interval: '10s',
        base_ejection_time: '30s',
        max_ejection_percent: 10,
        enforcing_success_rate: 0,
      },
    },
    {
      outlierDetection: {
        consecutive5xx: 5,
        consecutiveGatewayFailure: 2,
        interval: '10s',
        baseEjectionTime: '30s',
        maxEjectionPercent: 10,
        other: { enforcingConsecutive5xx: 100, enforcingSuccessRate: 0 },
      },
    },
  ],
  [
    'metadata of Istio and of others',
    { metadata: { filter_metadata: { istio: { subset: 'v1', default_original_port: 80 }, 'a.b': {} } } },
    { istio: { subset: 'v1', other: { default_original_port: 80 } }, otherMetadata: ['a.b'] },
  ],
  [
    'hosts as in API v2',
    { hosts: [socketAddress('10.0.0.1', 80), { pipe: { path: '/etc/x' } }] },
    {
      loadAssignment: [
        {
          locality: '',
          priority: 0,
          endpoints: [
            { address: '10.0.0.1:80', health: 'UNKNOWN' },
            { address: 'unix:///etc/x', health: 'UNKNOWN' },
          ],
        },
      ],
    },
  ],
];

describe('normalize cluster', () => {
  for (const [name, raw, expected] of CASES) {
    for (const [spelling, value] of [
      ['snake_case', raw],
      ['lowerCamel', respelled(raw)],
    ] as const) {
      it(`reads ${name} in ${spelling}`, () => {
        const reading = new Reading();
        expect(readCluster(value, 'active', reading)).to.deep.equal({ ...EMPTY, ...expected });
        expect([...reading.unknownFields]).to.deep.equal([]);
      });
    }
  }

  it('counts a field that it does not know, by message', () => {
    const reading = new Reading();
    readCluster({ nameX: 1, circuitBreakers: { thresholds: [{ maxFoo: 1 }] } }, null, reading);
    expect([...reading.unknownFields].map(([message, fields]) => [message, ...fields.keys()])).to.have.deep.members([
      ['envoy.config.cluster.v3.Cluster', 'nameX'],
      ['envoy.config.cluster.v3.CircuitBreakers.Thresholds', 'maxFoo'],
    ]);
  });
});

/** The fixture as istioctl prints it; the map of extensions keeps its keys. */
function respelled(raw: object): unknown {
  const { typed_extension_protocol_options: options, ...rest } = raw as Readonly<Record<string, unknown>>;
  const folded = foldKeys(rest) as object;
  if (options === undefined) return folded;
  const byName = Object.entries(options as object).map(([key, value]) => [key, foldKeys(value)]);
  return { ...folded, typedExtensionProtocolOptions: Object.fromEntries(byName) as unknown };
}
