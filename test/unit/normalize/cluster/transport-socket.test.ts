import { expect } from 'chai';
import { readCluster } from '../../../../lib/normalize/cluster/index.ts';
import { Reading, foldKeys } from '../../../../lib/normalize/read/index.ts';

const TLS = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext';

const SDS = { sds_config: { ads: {} } };
const MUTUAL = {
  common_tls_context: {
    tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
    tls_certificate_sds_secret_configs: [{ name: 'default', ...SDS }],
    combined_validation_context: {
      default_validation_context: { match_subject_alt_names: [{ exact: 'spiffe://x/a' }, { prefix: 'spiffe://y' }] },
      validation_context_sds_secret_config: { name: 'ROOTCA', ...SDS },
    },
    alpn_protocols: ['istio'],
  },
  sni: 'outbound_.80_._.a',
};
const MUTUAL_READ = {
  secrets: ['default'],
  validation: ['ROOTCA'],
  verifiesPeer: true,
  subjectAltNames: ['spiffe://x/a', 'prefix:spiffe://y'],
  alpn: ['istio'],
  sni: 'outbound_.80_._.a',
};
const NOTHING = { secrets: [], validation: [], verifiesPeer: false };

function tls(context: object): object {
  return { name: 'envoy.transport_sockets.tls', typed_config: { '@type': TLS, ...context } };
}

function validation(context: object): object {
  return tls({ common_tls_context: { validation_context: context } });
}

function wrapped(inner: object): object {
  return {
    name: 'envoy.transport_sockets.internal_upstream',
    typed_config: { '@type': 'type.googleapis.com/envoy.x.v3.InternalUpstreamTransport', transport_socket: inner },
  };
}

const ca = { filename: '/etc/ca.pem' };

const CASES: readonly (readonly [name: string, socket: object, expected: unknown])[] = [
  ['mutual TLS by SDS', tls(MUTUAL), { name: 'envoy.transport_sockets.tls', tls: MUTUAL_READ }],
  ['TLS under another name', { ...tls(MUTUAL), name: 'mine' }, { name: 'mine', tls: MUTUAL_READ }],
  [
    'another socket under the name of TLS',
    { name: 'tls', typed_config: { '@type': 'type.googleapis.com/x.Alts' } },
    { name: 'tls' },
  ],
  ['an SNI that is empty', tls({ sni: '' }), { name: 'envoy.transport_sockets.tls', tls: NOTHING }],
  ['TLS that verifies nothing', tls({}), { name: 'envoy.transport_sockets.tls', tls: NOTHING }],
  [
    'a CA in a file',
    validation({ trusted_ca: ca }),
    { name: 'envoy.transport_sockets.tls', tls: { ...NOTHING, verifiesPeer: true } },
  ],
  [
    'a CA whose verdict is ignored',
    validation({ trusted_ca: ca, trust_chain_verification: 'ACCEPT_UNTRUSTED' }),
    { name: 'envoy.transport_sockets.tls', tls: NOTHING },
  ],
  [
    'a name to match and nothing to verify it by',
    validation({ hidden_envoy_deprecated_verify_subject_alt_name: ['a.com'], verify_certificate_hash: [] }),
    { name: 'envoy.transport_sockets.tls', tls: { ...NOTHING, subjectAltNames: ['a.com'] } },
  ],
  [
    'names to match in API v2',
    validation({ trusted_ca: ca, verify_subject_alt_name: ['a.com'] }),
    { name: 'envoy.transport_sockets.tls', tls: { ...NOTHING, verifiesPeer: true, subjectAltNames: ['a.com'] } },
  ],
  [
    'typed names to match',
    validation({ trusted_ca: ca, match_typed_subject_alt_names: [{ san_type: 'DNS', matcher: { suffix: '.a' } }] }),
    { name: 'envoy.transport_sockets.tls', tls: { ...NOTHING, verifiesPeer: true, subjectAltNames: ['suffix:.a'] } },
  ],
  [
    'a TypedStruct',
    {
      name: 'envoy.transport_sockets.tls',
      typed_config: { '@type': 'type.googleapis.com/xds.type.v3.TypedStruct', type_url: TLS, value: MUTUAL },
    },
    { name: 'envoy.transport_sockets.tls', tls: MUTUAL_READ },
  ],
  ['an untyped config of API v2', { name: 'tls', config: MUTUAL }, { name: 'tls', tls: MUTUAL_READ }],
  [
    'an untyped config as Envoy 1.14 prints it',
    { name: 'tls', hidden_envoy_deprecated_config: MUTUAL },
    { name: 'tls', tls: MUTUAL_READ },
  ],
  [
    'plain text',
    { name: 'envoy.transport_sockets.raw_buffer', typed_config: { '@type': 'type.googleapis.com/x.RawBuffer' } },
    { name: 'envoy.transport_sockets.raw_buffer' },
  ],
  [
    'TLS inside two other sockets',
    wrapped(wrapped(tls(MUTUAL))),
    { name: 'envoy.transport_sockets.internal_upstream', tls: MUTUAL_READ },
  ],
  [
    'QUIC',
    {
      name: 'envoy.transport_sockets.quic',
      typed_config: { '@type': 'type.googleapis.com/x.QuicUpstreamTransport', upstream_tls_context: MUTUAL },
    },
    { name: 'envoy.transport_sockets.quic', tls: MUTUAL_READ },
  ],
];

describe('normalize transport socket', () => {
  for (const [name, socket, expected] of CASES) {
    it(`reads ${name}`, () => {
      for (const raw of [{ transport_socket: socket }, foldKeys({ transport_socket: socket })]) {
        const reading = new Reading();
        expect(readCluster(raw, null, reading).transportSocket).to.deep.equal(expected);
        expect([...reading.unknownFields]).to.deep.equal([]);
      }
    });
  }

  const anchors: readonly object[] = [
    { validation_context: { system_root_certs: {} } },
    { validation_context: { ca_certificate_provider_instance: {} } },
    { validation_context: { custom_validator_config: {} } },
    { validation_context: { verify_certificate_hash: ['x'] } },
    { validation_context: { verify_certificate_spki: ['x'] } },
    { validation_context_certificate_provider: {} },
    { validation_context_certificate_provider_instance: {} },
    { combined_validation_context: { default_validation_context: { trusted_ca: ca } } },
    { combined_validation_context: { validation_context_certificate_provider: {} } },
    { combined_validation_context: { validation_context_certificate_provider_instance: {} } },
  ];
  for (const anchor of anchors) {
    it(`verifies the peer by ${JSON.stringify(anchor)}`, () => {
      for (const raw of [anchor, foldKeys(anchor) as object]) {
        const { transportSocket } = readCluster({ tls_context: { common_tls_context: raw } }, null, new Reading());
        expect(transportSocket?.tls).to.deep.equal({ ...NOTHING, verifiesPeer: true });
      }
    });
  }

  it('reads the tls_context of API v2 as a socket, and lets a transport_socket win', () => {
    const own = { name: 'envoy.transport_sockets.raw_buffer' };
    const read = (raw: unknown): unknown => readCluster(raw, null, new Reading()).transportSocket;
    const hidden = { hidden_envoy_deprecated_tls_context: MUTUAL };
    expect(read(hidden)).to.deep.equal({ name: 'envoy.transport_sockets.tls', tls: MUTUAL_READ });
    expect(read({ tls_context: MUTUAL })).to.deep.equal({ name: 'envoy.transport_sockets.tls', tls: MUTUAL_READ });
    expect(read({ tls_context: MUTUAL, transport_socket: own })).to.deep.equal(own);
    expect(read({ transport_socket: own, tls_context: MUTUAL })).to.deep.equal(own);
  });

  it('reads matches in order, with the endpoint metadata they ask for as it is spelled', () => {
    const matches = [
      { name: 'tlsMode-istio', match: { tlsMode: 'istio', a_b: true }, transport_socket: tls(MUTUAL) },
      { name: 'tlsMode-disabled', match: {}, transport_socket: { name: 'envoy.transport_sockets.raw_buffer' } },
    ];
    expect(
      readCluster({ transport_socket_matches: matches }, null, new Reading()).transportSocketMatches,
    ).to.deep.equal([
      {
        matchName: 'tlsMode-istio',
        match: { tlsMode: 'istio', a_b: 'true' },
        name: 'envoy.transport_sockets.tls',
        tls: MUTUAL_READ,
      },
      { matchName: 'tlsMode-disabled', match: {}, name: 'envoy.transport_sockets.raw_buffer' },
    ]);
  });

  it('gives up on sockets that are wrapped without end', () => {
    let socket: object = tls(MUTUAL);
    for (let depth = 0; depth < 5000; depth += 1) socket = wrapped(socket);
    expect(readCluster({ transport_socket: socket }, null, new Reading()).transportSocket).to.deep.equal({
      name: 'envoy.transport_sockets.internal_upstream',
    });
  });

  it('keeps no key and no certificate', () => {
    const certificate = { certificate_chain: { inline_string: 'CHAIN' }, private_key: { inline_string: 'THE-KEY' } };
    const context = { common_tls_context: { tls_certificates: [certificate] } };
    expect(JSON.stringify(readCluster({ transport_socket: tls(context) }, null, new Reading()))).not.to.match(
      /THE-KEY|CHAIN/,
    );
  });
});
