import { expect } from 'chai';
import { Reading, foldKeys } from '../../../../lib/normalize/read/index.ts';
import { httpChain, readChain } from './read-chain.ts';

const EMPTY = { kind: 'http', statPrefix: '', routes: { kind: 'none' }, httpFilters: [] };

const CASES: readonly (readonly [name: string, options: object, expected: object])[] = [
  ['nothing: Envoy defaults', {}, {}],
  ['the stat prefix', { stat_prefix: 'outbound_0.0.0.0_80;' }, { statPrefix: 'outbound_0.0.0.0_80;' }],
  [
    'routes by RDS',
    { rds: { route_config_name: 'http.80', config_source: { ads: {} } } },
    { routes: { kind: 'rds', routeConfigName: 'http.80' } },
  ],
  [
    'scoped routes',
    { scoped_routes: { name: 's', scope_key_builder: {} } },
    { routes: { kind: 'scoped', name: 's', raw: { name: 's', scopeKeyBuilder: {} } } },
  ],
  ['a codec', { codec_type: 'HTTP2' }, { codecType: 'HTTP2' }],
  ['a codec by number', { codec_type: 3 }, { codecType: 'HTTP3' }],
  [
    'trust in the client',
    { use_remote_address: true, xff_num_trusted_hops: 2 },
    { useRemoteAddress: true, xffNumTrustedHops: 2 },
  ],
  [
    'an explicit no where a runtime key may say yes',
    { use_remote_address: false, normalize_path: false },
    { useRemoteAddress: false, normalizePath: false },
  ],
  [
    'path options',
    { normalize_path: true, merge_slashes: true, path_with_escaped_slashes_action: 'UNESCAPE_AND_REDIRECT' },
    { normalizePath: true, mergeSlashes: true, pathWithEscapedSlashesAction: 'UNESCAPE_AND_REDIRECT' },
  ],
  ['an action by number', { path_with_escaped_slashes_action: 2 }, { pathWithEscapedSlashesAction: 'REJECT_REQUEST' }],
  [
    'host options',
    { strip_any_host_port: true, strip_matching_host_port: true, strip_trailing_host_dot: true },
    { stripAnyHostPort: true, stripMatchingHostPort: true, stripTrailingHostDot: true },
  ],
  ['options that are off', { strip_any_host_port: false, merge_slashes: false, xff_num_trusted_hops: 0, via: '' }, {}],
  [
    'HTTP/1.0',
    { http_protocol_options: { accept_http_10: true, default_host_for_http_10: 'a.com', allow_absolute_url: true } },
    { acceptHttp10: true, defaultHostForHttp10: 'a.com' },
  ],
  [
    'headers with underscores',
    { common_http_protocol_options: { headers_with_underscores_action: 'DROP_HEADER', idle_timeout: '1s' } },
    { headersWithUnderscoresAction: 'DROP_HEADER' },
  ],
  ['a scheme', { scheme_header_transformation: { scheme_to_overwrite: 'https' } }, { schemeOverwrite: 'https' }],
  ['a server name', { server_name: 'istio-envoy' }, { serverName: 'istio-envoy' }],
  [
    'upgrades that are on',
    {
      upgrade_configs: [
        { upgrade_type: 'websocket' },
        { upgrade_type: 'CONNECT', enabled: false },
        { upgrade_type: 'x', enabled: true },
      ],
    },
    { upgradeTypes: ['websocket', 'x'] },
  ],
  ['upgrades that are all off', { upgrade_configs: [{ upgrade_type: 'websocket', enabled: false }] }, {}],
  ['client certificates', { forward_client_cert_details: 3 }, { forwardClientCertDetails: 'SANITIZE_SET' }],
  [
    'the proto spelling of a field with a number in it',
    { proxy_100_continue: true, represent_ipv4_remote_address_as_ipv4_mapped_ipv6: true },
    {},
  ],
  [
    'options that are not modeled',
    {
      local_reply_config: { mappers: [{ status_code: 418 }] },
      early_header_mutation_extensions: [{ name: 'x' }],
      via: 'gw',
    },
    {
      unsupported: [
        { kind: 'unsupported', field: 'local_reply_config', raw: { mappers: [{ statusCode: 418 }] } },
        { kind: 'unsupported', field: 'early_header_mutation_extensions', raw: [{ name: 'x' }] },
        { kind: 'unsupported', field: 'via', raw: 'gw' },
      ],
    },
  ],
  [
    'all others that are not modeled',
    {
      path_normalization_options: {},
      original_ip_detection_extensions: [],
      typed_header_validation_config: {},
      forward_proto_config: {},
      add_user_agent: true,
      append_x_forwarded_port: true,
    },
    {
      unsupported: [
        { kind: 'unsupported', field: 'path_normalization_options', raw: {} },
        { kind: 'unsupported', field: 'original_ip_detection_extensions', raw: [] },
        { kind: 'unsupported', field: 'typed_header_validation_config', raw: {} },
        { kind: 'unsupported', field: 'forward_proto_config', raw: {} },
        { kind: 'unsupported', field: 'add_user_agent', raw: true },
        { kind: 'unsupported', field: 'append_x_forwarded_port', raw: true },
      ],
    },
  ],
  [
    'messages with nothing in them',
    { common_http_protocol_options: {}, http_protocol_options: {}, scheme_header_transformation: {}, server_name: '' },
    {},
  ],
  ['local replies that only change the body', { local_reply_config: { body_format: { text_format: 'x' } } }, {}],
];

describe('normalize HTTP connection manager', () => {
  for (const [name, options, expected] of CASES) {
    it(`reads ${name} in both spellings`, () => {
      for (const raw of [httpChain(options), foldKeys(httpChain(options))]) {
        const reading = new Reading();
        expect(readChain(raw, reading).target).to.deep.equal({ ...EMPTY, ...expected });
        expect([...reading.unknownFields]).to.deep.equal([]);
      }
    });
  }

  it('carries an inline route configuration as its draft', () => {
    const config = { name: '80', virtual_hosts: [{ name: 'h', domains: ['*'], routes: [{ match: { prefix: '/' } }] }] };
    const { target } = readChain(httpChain({ route_config: config }));
    if (target.kind !== 'http' || target.routes.kind !== 'inlineDraft') throw new Error('not inline');
    expect(target.routes.draft.via).to.equal('inline');
    expect(target.routes.draft.name).to.equal('80');
    expect(target.routes.draft.virtualHosts[0]?.routes).to.have.length(1);
  });

  it('keeps an option of a newer Envoy and counts it', () => {
    const reading = new Reading();
    const { target } = readChain(httpChain({ lower_case_paths: true }), reading);
    expect(target).to.deep.include({ unsupported: [{ kind: 'unsupported', field: 'lower_case_paths', raw: true }] });
    expect([...reading.unknownFields.values()].map((fields) => [...fields])).to.deep.equal([[['lower_case_paths', 1]]]);
  });
});
