/** Vectors 36-76 and 123-126 of reference/envoy-semantics.md section 12: headers, queries, cookies, fractions, TLS. */
import { expect } from 'chai';
import type { RequestInput } from '../../../lib/matching/index.ts';
import { drawCluster, mutatedRequestHeaders, rejectionsOf } from '../../../lib/matching/index.ts';
import type { Raw } from '../../support/raw-json.ts';
import type { BenchConfig } from '../../support/vector-bench.ts';
import { ANSWER, ask, benchSnapshot, hcmFilter, outcome } from '../../support/vector-bench.ts';

type Vector = readonly [number: number, config: BenchConfig, request: RequestInput, expected: boolean];

const OLD = { match_headers_individually: false };
const header = (test: Raw, flags: Readonly<Record<string, unknown>> = {}): BenchConfig => ({
  match: { prefix: '/', headers: [{ name: 'x', ...test }] },
  flags,
});
const named = (name: string, test: Raw, hcm: Raw = {}, rc: Raw = {}): BenchConfig => ({
  match: { prefix: '/', headers: [{ name, ...test }] },
  hcm,
  rc,
});
const query = (test: Raw, flags: Readonly<Record<string, unknown>> = {}, name = 'q'): BenchConfig => ({
  match: { prefix: '/', query_parameters: [{ name, ...test }] },
  flags,
});
const cookie = (extra: Raw = {}): BenchConfig => ({
  match: { prefix: '/', cookies: [{ name: 'c', string_match: { exact: 'v' }, ...extra }] },
});
const exact = (text: string): Raw => ({ string_match: { exact: text } });
const INVERT = { invert_match: true };
const MISSING = { treat_missing_header_as_empty: true };
const x = (...values: string[]): RequestInput => ({ headers: { x: values } });
const grpc = { match: { prefix: '/', grpc: {} } };
const HTTPS = { 'x-forwarded-proto': 'https' };
const BYTES_MODE = { string_match: { safe_regex: { regex: '.' } } };

const VECTORS: readonly Vector[] = [
  [36, header(exact('a')), x('a', 'b'), true],
  [36, header(exact('a'), OLD), x('a', 'b'), false],
  [36, { ...header(exact('a')), minor: 38 }, x('a', 'b'), false],
  [37, header(exact('a,b')), x('a', 'b'), false],
  [37, header(exact('a,b'), OLD), x('a', 'b'), true],
  [38, header(exact('a,b')), x('a,b'), true],
  [39, header({ ...exact('a'), ...INVERT }), x('a', 'b'), false],
  [39, header({ ...exact('a'), ...INVERT }, OLD), x('a', 'b'), true],
  [40, header({ ...exact('a'), ...INVERT }), {}, false],
  [41, header({ ...exact('a'), ...INVERT, ...MISSING }), {}, true],
  [42, header({ string_match: { safe_regex: { regex: '^$' } } }), {}, false],
  [42, header({ string_match: { safe_regex: { regex: '^$' } }, ...MISSING }), {}, true],
  [43, header({ exact_match: '' }), x('a'), true],
  [44, header(exact('')), x('a'), false],
  [45, header({ present_match: false }), {}, true],
  [45, header({ present_match: false }), x('a'), false],
  [46, header({ present_match: true, ...MISSING }), {}, true],
  [47, header(INVERT), {}, true],
  [48, header({ range_match: { start: '0', end: '10' } }), x('+5'), true],
  [48, header({ range_match: { end: '10' } }), x('007'), true],
  [48, header({ range_match: { end: '10' } }), x('10'), false],
  [48, header({ range_match: { end: '10' } }), x('5.0'), false],
  [48, header({ range_match: { end: '10' } }), x('0x5'), false],
  [49, header({ range_match: { end: '10' } }), x('50', '5'), true],
  [50, named(':path', exact('/hp?x=1')), { path: '/hp?x=1' }, true],
  [51, named(':authority', exact('a.test')), { authority: 'A.test' }, false],
  [52, named(':authority', exact('a.test'), { strip_any_host_port: true }), { authority: 'a.test:99' }, true],
  [
    53,
    named(':authority', exact('a.test'), {}, { ignore_port_in_host_matching: true }),
    { authority: 'a.test:99' },
    false,
  ],
  [54, named('x-request-id', { present_match: true }), {}, true],
  [55, named('connection', { present_match: true }), { headers: { connection: 'close' } }, false],
  [56, named(':scheme', exact('https'), { use_remote_address: false }), { headers: HTTPS }, true],
  [57, named(':scheme', exact('https'), { use_remote_address: true }), { headers: HTTPS }, false],
  [59, query(exact('a')), { path: '/?q=%61' }, false],
  [60, query(exact('a')), { path: '/?q=b&q=a' }, false],
  [60, query(exact('a')), { path: '/?q=a&q=b' }, true],
  [61, query(exact('')), { path: '/?q' }, true],
  [62, query({ present_match: false }), { path: '/?x' }, true],
  [62, query({ present_match: false }), { path: '/?q' }, false],
  [62, { ...query({ present_match: false }), minor: 33 }, { path: '/?x' }, false],
  [62, { ...query({ present_match: false }), minor: 33 }, { path: '/?q' }, true],
  [63, query(exact('a')), { path: '/?q=a;z' }, false],
  [64, query({}, {}, 'q[]'), { path: '/?q%5B%5D=1' }, false],
  [65, cookie(), { headers: { cookie: 'c="v"' } }, true],
  [66, cookie(), { headers: { cookie: 'c=w; c=v' } }, false],
  [67, cookie(INVERT), {}, true],
  [68, named('cookie', exact('a=1; b=2')), { headers: { cookie: ['a=1', 'b=2'] } }, false],
  [68, named('cookie', exact('a=1; b=2')), { headers: { cookie: ['a=1', 'b=2'] }, protocol: 'http2' }, true],
  [69, grpc, { headers: { 'content-type': 'application/grpc; charset=x' } }, false],
  [70, grpc, { headers: { 'content-type': 'application/grpc+proto' } }, true],
  [
    73,
    { match: { prefix: '/', runtime_fraction: { default_value: {}, runtime_key: 'k' } }, runtime: { k: 100 } },
    {},
    true,
  ],
  [74, { match: { prefix: '/', tls_context: { validated: false } } }, {}, true],
  [126, named('x-envoy-retry-on', { present_match: true }), { headers: { 'x-envoy-retry-on': '5xx' } }, false],
  [126, named('x-envoy-foo', { present_match: true }), { headers: { 'x-envoy-foo': '5xx' } }, true],
];

describe('vectors of the reference: headers, queries, cookies', () => {
  for (const [number, config, request, expected] of VECTORS) {
    it(`${String(number)}: ${JSON.stringify(config)} ${JSON.stringify(request)} is ${String(expected)}`, () => {
      expect(outcome(ask(config, request))).to.equal(expected ? 'v/0' : '404');
    });
  }

  it('58: string_match with a regex and ignore_case is a table that Envoy refuses', () => {
    const config = header({ string_match: { safe_regex: { regex: 'a' }, ignore_case: true } });
    const [table] = benchSnapshot(config).routeConfigs;
    expect(table === undefined ? [] : rejectionsOf(table)).to.deep.equal([{ kind: 'regexWithIgnoreCase', regex: 'a' }]);
  });

  it('71: after a 50 % route a second 50 % route gets nothing, whatever the number drawn', () => {
    const half = { prefix: '/', runtime_fraction: { default_value: { numerator: 50 } } };
    const config = { match: [half, half, { prefix: '/' }] };
    const outcomes = new Set(draws().map((random) => outcome(ask(config, { random }))));
    expect([...outcomes].sort()).to.deep.equal(['v/0', 'v/2']);
    expect(outcome(ask(config, {}))).to.equal('? fraction fraction');
  });

  it('72: a 50 % route to 50/50 weighted clusters always takes the first', () => {
    const match = { prefix: '/', runtime_fraction: { default_value: { numerator: 50 } } };
    const clusters = ['one', 'two'].map((name) => ({ name, weight: 50 }));
    const config = { routes: [{ match, route: { weighted_clusters: { clusters } } }] };
    const taken = draws().flatMap((random) => {
      const given = ask(config, { random });
      return given.route === null ? [] : [drawCluster(given.clusters, BigInt(random))?.name];
    });
    expect(new Set(taken)).to.deep.equal(new Set(['one']));
  });

  const TLS = {
    name: 'envoy.transport_sockets.tls',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
      common_tls_context: { validation_context_sds_secret_config: { name: 'ca' } },
    },
  };
  const mutual = (tls: Raw): BenchConfig => ({
    listener: {
      filter_chains: [{ transport_socket: TLS, filters: [hcmFilter({ match: { prefix: '/', tls_context: tls } })] }],
    },
  });
  for (const [number, tls, certificate, expected] of [
    [75, { presented: true, validated: true }, { presented: true, validated: true }, 'v/0'],
    [76, { presented: true, validated: false }, { presented: true, validated: false }, 'v/0'],
    [76, { presented: true, validated: true }, { presented: true, validated: false }, '404'],
    [76, { presented: true }, null, '? requestFact'],
  ] as const) {
    it(`${String(number)}: tls_context ${JSON.stringify(tls)} with ${JSON.stringify(certificate)} is ${expected}`, () => {
      const request = { scheme: 'https', sni: 'a', clientCertificate: certificate } as const;
      expect(outcome(ask(mutual(tls), request))).to.equal(expected);
    });
  }

  // The bytes C3 A9 are one é in UTF-8 mode and two characters in Latin-1 mode; a lone E9 cannot be written in JSON.
  it('123: a regex dot is one byte in 1.40 and one character before', () => {
    expect(outcome(ask(header(BYTES_MODE), x('é')))).to.equal('404');
    expect(outcome(ask(header(BYTES_MODE, { re2_use_latin1_mode: false }), x('é')))).to.equal('v/0');
  });

  it('125: the virtual host overwrites the route, unless most specific wins', () => {
    const add = (value: string): Raw => ({
      request_headers_to_add: [{ header: { key: 'k', value }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' }],
    });
    const hosts = [
      { name: 'v', domains: ['*'], ...add('host'), routes: [{ match: { prefix: '/' }, ...ANSWER, ...add('route') }] },
    ];
    expect(finalHeader({ hosts })).to.equal('host');
    expect(finalHeader({ hosts, rc: { most_specific_header_mutations_wins: true } })).to.equal('route');
  });
});

function draws(): readonly number[] {
  return Array.from({ length: 400 }, (_, position) => position * 7919);
}

function finalHeader(config: BenchConfig): string | undefined {
  const { route, virtualHost, routeConfig } = ask(config, {});
  if (route === null || virtualHost === null || routeConfig === null) return undefined;
  return mutatedRequestHeaders([], route, virtualHost, routeConfig).find(([name]) => name === 'k')?.[1];
}
