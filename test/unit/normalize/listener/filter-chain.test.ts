import { expect } from 'chai';
import { Reading, foldKeys } from '../../../../lib/normalize/read/index.ts';
import { httpChain, readChain } from './read-chain.ts';

const EMPTY = {
  index: 0,
  isDefault: false,
  match: {},
  target: { kind: 'other', filter: null },
  networkFilters: [],
  transportSocket: null,
};

const TCP = 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy';
const HTTP_V2 = 'type.googleapis.com/envoy.config.filter.network.http_connection_manager.v2.HttpConnectionManager';
const SNI = 'type.googleapis.com/envoy.extensions.filters.network.sni_cluster.v3.SniCluster';
const DOWNSTREAM = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext';

const NO_TLS = { secrets: [], validation: [], requireClientCertificate: null };
const SERVER = {
  require_client_certificate: true,
  common_tls_context: {
    alpn_protocols: ['h2', 'http/1.1'],
    tls_certificate_sds_secret_configs: [{ name: 'kubernetes://cert', sds_config: { ads: {} } }],
    validation_context_sds_secret_config: { name: 'kubernetes://cert-cacert' },
    tls_params: { tls_minimum_protocol_version: 3, tls_maximum_protocol_version: 'TLSv1_3', cipher_suites: ['X'] },
  },
};
const SERVER_READ = {
  requireClientCertificate: true,
  secrets: ['kubernetes://cert'],
  validation: ['kubernetes://cert-cacert'],
  alpn: ['h2', 'http/1.1'],
  minVersion: 'TLSv1_2',
  maxVersion: 'TLSv1_3',
};

function proxy(config: object): object {
  return { name: 'envoy.filters.network.tcp_proxy', typed_config: { '@type': TCP, ...config } };
}

function tls(context: object): object {
  return { name: 'envoy.transport_sockets.tls', typed_config: { '@type': DOWNSTREAM, ...context } };
}

const SECURE = { transportSocket: 'envoy.transport_sockets.tls' };

const CASES: readonly (readonly [name: string, raw: object, expected: object])[] = [
  ['nothing', {}, {}],
  ['an empty name and metadata of others', { name: '', metadata: { filter_metadata: { other: {} } } }, {}],
  ['a name', { name: 'virtualInbound' }, { name: 'virtualInbound' }],
  [
    'Istio metadata',
    { metadata: { filter_metadata: { istio: { config: '/apis/x' } } } },
    { istio: { config: '/apis/x' } },
  ],
  [
    'a match',
    {
      filter_chain_match: {
        destination_port: 443,
        prefix_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }, { address_prefix: '::' }],
        direct_source_prefix_ranges: [{ address_prefix: '10.1.0.0', prefix_len: 16 }],
        source_type: 'EXTERNAL',
        source_prefix_ranges: [{ address_prefix: '10.2.0.1', prefix_len: 32 }],
        source_ports: [1, 2],
        server_names: ['*.a.com'],
        transport_protocol: 'tls',
        application_protocols: ['h2'],
      },
    },
    {
      match: {
        destinationPort: 443,
        prefixRanges: ['10.0.0.0/8', '::/0'],
        directSourcePrefixRanges: ['10.1.0.0/16'],
        sourceType: 'EXTERNAL',
        sourcePrefixRanges: ['10.2.0.1/32'],
        sourcePorts: [1, 2],
        serverNames: ['*.a.com'],
        transportProtocol: 'tls',
        applicationProtocols: ['h2'],
      },
    },
  ],
  [
    'a match with nothing in it',
    {
      filter_chain_match: {
        prefix_ranges: [],
        direct_source_prefix_ranges: [],
        source_prefix_ranges: [],
        source_ports: [],
        server_names: [],
        transport_protocol: '',
        application_protocols: [],
        source_type: 0,
      },
    },
    {},
  ],
  [
    'a match on local sources in API v2',
    { filter_chain_match: { source_type: 'LOCAL' } },
    { match: { sourceType: 'SAME_IP_OR_LOOPBACK' } },
  ],
  [
    'conditions that are not modeled',
    { filter_chain_match: { address_suffix: 'x', suffix_len: 8, source_type: 7 } },
    {
      match: {
        unsupported: [
          { kind: 'unsupported', field: 'address_suffix', raw: 'x' },
          { kind: 'unsupported', field: 'suffix_len', raw: 8 },
          { kind: 'unsupported', field: 'source_type', raw: 7 },
        ],
      },
    },
  ],
  ['a TLS server', { transport_socket: tls(SERVER) }, { ...SECURE, tls: SERVER_READ }],
  ['a TLS server in API v2', { tls_context: SERVER }, { ...SECURE, tls: SERVER_READ }],
  [
    'a TLS server as Envoy 1.14 prints API v2',
    { hidden_envoy_deprecated_tls_context: SERVER },
    { ...SECURE, tls: SERVER_READ },
  ],
  [
    'certificates in the listener itself, counted only',
    {
      transport_socket: tls({
        common_tls_context: { tls_certificates: [{ private_key: { inline_string: 'K' } }, {}] },
      }),
    },
    { ...SECURE, tls: { ...NO_TLS, inlineCertificates: 2 } },
  ],
  [
    'a client certificate that is not asked for',
    { transport_socket: tls({ require_client_certificate: false }) },
    { ...SECURE, tls: { ...NO_TLS, requireClientCertificate: false } },
  ],
  ['TLS of which nothing is said', { transport_socket: tls({}) }, { ...SECURE, tls: NO_TLS }],
  [
    'a TLS server over one of API v2',
    { transport_socket: { ...tls(SERVER), name: 'mine' }, tls_context: {} },
    { transportSocket: 'mine', tls: SERVER_READ },
  ],
  [
    'QUIC',
    {
      transport_socket: {
        name: 'envoy.transport_sockets.quic',
        typed_config: { '@type': 'type.googleapis.com/x.QuicDownstreamTransport', downstream_tls_context: SERVER },
      },
    },
    { transportSocket: 'envoy.transport_sockets.quic', tls: SERVER_READ },
  ],
  ['plain text said aloud', { transport_socket: { name: 'envoy.transport_sockets.raw_buffer' } }, {}],
  [
    'another socket',
    {
      transport_socket: {
        name: 'envoy.transport_sockets.alts',
        typed_config: { '@type': 'type.googleapis.com/x.Alts' },
      },
    },
    { transportSocket: 'envoy.transport_sockets.alts' },
  ],
  [
    'a TCP proxy',
    { filters: [proxy({ stat_prefix: 's', cluster: 'c', access_log: [] })] },
    { target: { kind: 'tcp', statPrefix: 's', cluster: { kind: 'cluster', name: 'c' } } },
  ],
  [
    'a weighted TCP proxy',
    {
      filters: [
        proxy({
          weighted_clusters: {
            clusters: [
              { name: 'a', weight: 1 },
              { name: 'b', weight: 0 },
            ],
          },
        }),
      ],
    },
    {
      target: {
        kind: 'tcp',
        statPrefix: '',
        cluster: {
          kind: 'weighted',
          clusters: [
            { name: 'a', weight: 1 },
            { name: 'b', weight: 0 },
          ],
        },
      },
    },
  ],
  [
    'a TCP proxy without a cluster',
    { filters: [proxy({})] },
    {
      target: { kind: 'tcp', statPrefix: '', cluster: { kind: 'unsupported', field: 'cluster_specifier', raw: null } },
    },
  ],
  [
    'a TCP proxy behind an sni_cluster',
    { filters: [{ name: 'sni', typed_config: { '@type': SNI } }, proxy({ stat_prefix: 's', cluster: 'c' })] },
    {
      target: { kind: 'tcp', statPrefix: 's', cluster: { kind: 'cluster', name: 'c' }, sniCluster: true },
      networkFilters: [{ name: 'sni', type: SNI.slice(20), config: { '@type': SNI } }],
    },
  ],
  [
    'an sni_cluster without any config, in API v2',
    { filters: [{ name: 'envoy.filters.network.sni_cluster' }, { name: 'envoy.tcp_proxy', config: { cluster: 'c' } }] },
    {
      target: { kind: 'tcp', statPrefix: '', cluster: { kind: 'cluster', name: 'c' }, sniCluster: true },
      networkFilters: [{ name: 'envoy.filters.network.sni_cluster', type: null }],
    },
  ],
  [
    'a chain that ends in something else',
    { filters: [{ name: 'a' }, { name: 'envoy.filters.network.redis_proxy' }] },
    {
      target: { kind: 'other', filter: 'envoy.filters.network.redis_proxy' },
      networkFilters: [{ name: 'a', type: null }],
    },
  ],
  [
    'a filter of another kind with the name of an HTTP connection manager',
    { filters: [{ name: 'envoy.http_connection_manager', typed_config: { '@type': 'type.googleapis.com/x.Echo' } }] },
    { target: { kind: 'other', filter: 'envoy.http_connection_manager' } },
  ],
];

describe('normalize filter chain', () => {
  for (const [name, raw, expected] of CASES) {
    it(`reads ${name} in both spellings`, () => {
      for (const value of [raw, foldKeys(raw)]) {
        const reading = new Reading();
        expect(readChain(value, reading)).to.deep.equal({ ...EMPTY, ...expected });
        expect([...reading.unknownFields]).to.deep.equal([]);
      }
    });
  }

  it('keeps a condition of a newer Envoy and counts it', () => {
    for (const key of ['some_condition', 'someCondition']) {
      const reading = new Reading();
      expect(readChain({ filter_chain_match: { [key]: { a_b: 1 } } }, reading).match.unsupported).to.deep.equal([
        { kind: 'unsupported', field: 'some_condition', raw: { aB: 1 } },
      ]);
      expect(reading.unknownFields.get('envoy.config.listener.v3.FilterChainMatch')?.size).to.equal(1);
    }
  });

  it('keeps a way to choose the TCP cluster that is not known, unless a known one is there', () => {
    const unknown = { kind: 'unsupported', field: 'some_specifier', raw: { aB: 1 } };
    const clusterOf = (config: object): unknown => {
      const { target } = readChain({ filters: [proxy(config)] });
      return target.kind === 'tcp' ? target.cluster : undefined;
    };
    expect(clusterOf({ some_option: 1, some_specifier: { a_b: 1 } })).to.deep.equal(unknown);
    expect(clusterOf({ cluster: 'c', some_specifier: {} })).to.deep.equal({ kind: 'cluster', name: 'c' });
    expect(clusterOf({ some_specifier: {}, cluster: 'c' })).to.deep.equal({ kind: 'cluster', name: 'c' });
    expect(clusterOf({ some_option: 1 })).to.deep.equal({ kind: 'unsupported', field: 'cluster_specifier', raw: null });
  });

  it('names a proxy_protocol filter that the listener does not show as a gap, unless it is off', () => {
    for (const [value, gaps] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const reading = new Reading();
      readChain({ use_proxy_proto: value }, reading);
      expect(reading.unknownFields.size).to.equal(gaps);
    }
  });

  it('finds an HTTP connection manager by type under any name, and by its names where it has no type', () => {
    const { typed_config: config } = (httpChain({ stat_prefix: 'x' }) as { filters: [{ typed_config: object }] })
      .filters[0];
    const filters = [
      { name: 'mine', typed_config: config },
      { name: 'envoy.http_connection_manager', typed_config: { ...config, '@type': HTTP_V2 } },
      { name: 'envoy.http_connection_manager', config: { stat_prefix: 'x' } },
      { name: 'envoy.filters.network.http_connection_manager', hidden_envoy_deprecated_config: { statPrefix: 'x' } },
    ];
    for (const filter of filters) {
      const { target } = readChain({ filters: [filter] });
      expect(target).to.deep.equal({ kind: 'http', statPrefix: 'x', routes: { kind: 'none' }, httpFilters: [] });
    }
  });
});
