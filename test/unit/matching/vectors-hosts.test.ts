/** Vectors 77-110 of reference/envoy-semantics.md section 12: hosts, filter chains, redirects and rewrites. */
import { expect } from 'chai';
import type { RequestInput } from '../../../lib/matching/index.ts';
import { RouteTable, profileOf, rejectionsOf, requestOf, rewritePath } from '../../../lib/matching/index.ts';
import { admit } from '../../../lib/matching/index.ts';
import { RegexCache } from '../../../lib/matching/regex.ts';
import { hcmOf } from '../../support/read-dump.ts';
import type { Raw } from '../../support/raw-json.ts';
import type { BenchConfig } from '../../support/vector-bench.ts';
import { ANSWER, ask, benchSnapshot, hcmFilter, outcome } from '../../support/vector-bench.ts';

type Vector = readonly [number: number, config: BenchConfig, request: RequestInput, expected: string];

const IGNORE_PORT = { ignore_port_in_host_matching: true };
const host = (...domains: string[]): BenchConfig => ({ domains });
const tls = (domain: string): BenchConfig => ({
  hosts: [
    { name: 'tls', domains: [domain], require_tls: 'ALL', routes: [{ match: { prefix: '/' }, ...ANSWER }] },
    { name: '*', domains: ['*'], routes: [{ match: { prefix: '/' }, ...ANSWER }] },
  ],
});
/** Read, but not modeled: a virtual host's matcher keeps every answer behind it open. */
const treeHost: BenchConfig = {
  hosts: [{ name: 'v', domains: ['*'], matcher: { matcher_tree: { exact_match_map: {} } } }],
};
const redirect = (action: Raw, path = '/'): BenchConfig => ({
  routes: [{ match: { prefix: path }, redirect: action }],
});

const HOSTS: readonly Vector[] = [
  [77, host('*.foo.com', '*'), { authority: '.foo.com' }, '*/0'],
  [77, host('*.foo.com', '*'), { authority: 'foo.com' }, '*/0'],
  [77, host('*.foo.com', '*'), { authority: 'a.foo.com' }, '*.foo.com/0'],
  [78, host('*-bar.foo.com', '*.foo.com'), { authority: '-bar.foo.com' }, '*.foo.com/0'],
  [79, host('foo.*', 'foo.bar.*'), { authority: 'foo.bar.baz' }, 'foo.bar.*/0'],
  [80, host('www.foo.com', 'www.*'), { authority: 'www.foo.com:80' }, 'www.*/0'],
  [81, { ...host('www.foo.com', 'www.*'), rc: IGNORE_PORT }, { authority: 'www.foo.com:80' }, 'www.foo.com/0'],
  [82, { ...host('port.foo.com:8080', '*'), rc: IGNORE_PORT }, { authority: 'port.foo.com:8080' }, '*/0'],
  [83, { ...host('[::1]', 'other'), rc: IGNORE_PORT }, { authority: '[::1]:81' }, '[::1]/0'],
  [84, host('UPPER.Example.COM', 'other'), { authority: 'upper.example.com' }, 'UPPER.Example.COM/0'],
  [85, host('*.dbl.*', 'other'), { authority: 'a.dbl.c' }, '404'],
  [85, host('*.dbl.*', 'other'), { authority: 'a.dbl.*' }, '*.dbl.*/0'],
  [88, { ...host('hdr.com', '*'), rc: { vhost_header: 'x-vh' } }, {}, '404'],
  [88, { ...host('hdr.com', '*'), rc: { vhost_header: 'x-vh' } }, { headers: { 'x-vh': 'hdr.com' } }, 'hdr.com/0'],
  [
    89,
    { ...host('only.com:9', 'x'), hcm: { strip_trailing_host_dot: true } },
    { authority: 'only.com.:9' },
    'only.com:9/0',
  ],
  [90, tls('all.test'), { authority: 'all.test:8080' }, '*/0'],
  [90, tls('all.test'), { authority: 'all.test', path: '/p?q' }, '301 https://all.test/p?q'],
  [91, tls('all.test'), { authority: 'all.test', headers: { 'x-forwarded-proto': 'https' } }, 'tls/0'],
  [92, host('*.foo.com', '*'), { authority: 'user@www.foo.com' }, '*.foo.com/0'],
  [93, treeHost, { headers: { x: 'a' } }, '? unsupported'],
  [
    95,
    { hosts: [{ name: 'v', domains: ['a.test'], routes: [{ match: { connect_matcher: {} }, ...ANSWER }] }] },
    { method: 'CONNECT', authority: 'a.test:443' },
    '404',
  ],
  [
    95,
    { hosts: [{ name: 'v', domains: ['a.test:443'], routes: [{ match: { connect_matcher: {} }, ...ANSWER }] }] },
    { method: 'CONNECT', authority: 'a.test:443' },
    'v/0',
  ],
  [106, redirect({ https_redirect: true }), { authority: 'a:80' }, '301 https://a/'],
  [106, redirect({ https_redirect: true }), { authority: 'a:8080' }, '301 https://a:8080/'],
  [107, redirect({ https_redirect: true, port_redirect: 443 }), {}, '301 https://a:443/'],
  [108, redirect({ path_redirect: '/np?z=1', strip_query: true }), { path: '/r?q=1' }, '301 http://a/np?z=1'],
];

/** A virtual host whose matcher leads, by the header x, to one route; the engine has it, the reading rooms do not yet. */
function treeTable(key: string, path: string): RouteTable {
  const [config] = benchSnapshot({ match: { path } }).routeConfigs;
  const [virtualHost] = config?.virtualHosts ?? [];
  if (config === undefined || virtualHost === undefined) throw new Error('no table');
  const map = new Map([[key, { kind: 'action', action: virtualHost.routes } as const]]);
  const matcher = { kind: 'map', how: 'exact', input: { kind: 'header', name: 'x' }, map } as const;
  return new RouteTable(
    { ...config, virtualHosts: [{ ...virtualHost, matcher }] },
    new RegexCache('latin1'),
    profileOf(null),
  );
}

describe('vectors of the reference: hosts and redirects', () => {
  for (const [number, key, path, request, expected] of [
    [93, 'a,b', '/', { headers: { x: ['a', 'b'] } }, 'route'],
    [94, 'k', '/only', { headers: { x: 'k' }, path: '/other' }, 'none'],
    [94, 'k', '/only', { headers: { x: 'k' }, path: '/only' }, 'route'],
  ] as const) {
    it(`${String(number)}: a matcher to ${path} with ${JSON.stringify(request)} gives ${expected}`, () => {
      const connection = { secure: false, listenerPort: 80, certificate: null };
      const admission = admit(requestOf({ authority: 'a', ...request }), connection, hcmOf({}), profileOf(null));
      if (admission.kind !== 'admitted') throw new Error('not admitted');
      expect(treeTable(key, path).choose(admission.request).kind).to.equal(expected);
    });
  }

  for (const [number, config, request, expected] of HOSTS) {
    it(`${String(number)}: ${JSON.stringify(request)} is ${expected}`, () => {
      expect(outcome(ask(config, request))).to.equal(expected);
    });
  }

  it('86: one domain in two spellings is a table that Envoy refuses', () => {
    const [table] = benchSnapshot(host('x.com', 'X.COM')).routeConfigs;
    expect(table === undefined ? [] : rejectionsOf(table)).to.deep.equal([
      { kind: 'duplicateDomain', domain: 'X.COM' },
    ]);
    expect(outcome(ask(host('x.com', 'X.COM', 'y'), { authority: 'x.com' }))).to.equal('? several');
  });

  it('87: a virtual host without a matching route never falls back to another', () => {
    const hosts = [
      { name: 'a', domains: ['a.test'], routes: [{ match: { path: '/only' }, ...ANSWER }] },
      { name: '*', domains: ['*'], routes: [{ match: { prefix: '/' }, ...ANSWER }] },
    ];
    expect(outcome(ask({ hosts }, { authority: 'a.test' }))).to.equal('404');
    expect(outcome(ask({ hosts }, { authority: 'b.test' }))).to.equal('*/0');
  });
});

const range = (text: string): Raw[] => {
  const [prefix = '', length = '32'] = text.split('/');
  return [{ address_prefix: prefix, prefix_len: Number(length) }];
};
const chains = (matches: Readonly<Record<string, Raw>>, extra: Raw = {}, inspect = true): BenchConfig => ({
  listener: {
    listener_filters: inspect ? [{ name: 'envoy.filters.listener.tls_inspector' }] : [],
    filter_chains: Object.entries(matches).map(([name, match]) => ({
      name,
      filter_chain_match: match,
      filters: [{ name: 'tcp', typed_config: { '@type': 'x.TcpProxy', cluster: name } }],
    })),
    ...extra,
  },
});
const tcp = (sni: string, more: RequestInput = {}): RequestInput => ({ scheme: 'tcp', sni, alpn: [], ...more });
const DEFAULT = {
  default_filter_chain: {
    name: 'default',
    filters: [{ name: 'tcp', typed_config: { '@type': 'x.TcpProxy', cluster: 'd' } }],
  },
};
const PORT_443 = { address: { socket_address: { address: '0.0.0.0', port_value: 443 } } };
const STRING_VALUE = 'type.googleapis.com/google.protobuf.StringValue';
const chainMatcher = (name: string): Raw => ({
  filter_chain_matcher: {
    matcher_tree: {
      input: { name: 'p', typed_config: { '@type': 'x.v3.DestinationPortInput' } },
      exact_match_map: {
        map: { '80': { action: { name: 'a', typed_config: { '@type': STRING_VALUE, value: name } } } },
      },
    },
  },
});

const H2 = { a: { server_names: ['a.com'], application_protocols: ['h2'] }, any: {} };
const BY_PORT = { x: { destination_port: 443, server_names: ['x.com'] }, any: {} };
const BY_RANGE = {
  wide: { prefix_ranges: range('10.0.0.0/8'), server_names: ['x'] },
  narrow: { prefix_ranges: range('10.1.2.3/32'), server_names: ['h'] },
};
const WILD = { com: { server_names: ['*.com'] }, a: { server_names: ['*.a.com'] }, exact: { server_names: ['a.com'] } };
const SOURCES = {
  wide: { source_prefix_ranges: range('10.0.0.0/8') },
  narrow: { source_prefix_ranges: range('10.9.0.0/16'), source_ports: [1234] },
};
const LOCAL = { local: { source_type: 'SAME_IP_OR_LOOPBACK', source_prefix_ranges: range('10.0.0.0/8') }, any: {} };

const CHAINS: readonly Vector[] = [
  [96, chains(H2), tcp('a.com', { alpn: ['http/1.1'] }), 'closed'],
  [96, chains(H2), tcp('a.com', { alpn: ['http/1.1', 'h2'] }), 'tcp a'],
  [96, chains(H2), { scheme: 'tcp', sni: 'a.com' }, '? requestFact'],
  [97, chains(BY_PORT, PORT_443), tcp('y.com', { port: 443 }), 'closed'],
  [97, chains(BY_PORT, { ...PORT_443, ...DEFAULT }), tcp('y.com', { port: 443 }), 'tcp default'],
  [97, chains(BY_PORT), tcp('y.com'), 'tcp any'],
  [98, chains(BY_RANGE), tcp('x', { destinationIp: '10.1.2.3' }), 'closed'],
  [98, chains(BY_RANGE), tcp('x', { destinationIp: '10.1.2.4' }), 'tcp wide'],
  [98, chains(BY_RANGE), tcp('x'), '? requestFact'],
  [99, chains(WILD), tcp('x.y.a.com'), 'tcp a'],
  [99, chains(WILD), tcp('A.com'), 'tcp exact'],
  [100, chains({ com: { server_names: ['*.com'] } }), tcp('com'), 'closed'],
  [101, chains({ a: { server_names: ['a.com'] }, any: {} }, {}, false), tcp('a.com'), 'tcp any'],
  [101, chains({ a: { server_names: ['a.com'] }, any: {} }), tcp('a.com'), 'tcp a'],
  [102, chains(SOURCES), tcp('', { sourceIp: '10.9.1.1', sourcePort: 5 }), 'closed'],
  [102, chains(SOURCES), tcp('', { sourceIp: '10.8.1.1', sourcePort: 5 }), 'tcp wide'],
  [103, chains(LOCAL), tcp('', { sourceIp: '127.0.0.1', destinationIp: '10.0.0.1' }), 'closed'],
  [103, chains(LOCAL), tcp('', { sourceIp: '1.2.3.4', destinationIp: '10.0.0.1' }), 'tcp any'],
  [104, chains({ c: {} }, { ...chainMatcher('missing'), ...DEFAULT }), tcp(''), 'closed'],
  [104, chains({ c: {} }, { ...chainMatcher('c'), ...DEFAULT }), tcp(''), 'tcp c'],
  [105, chains({ raw: { transport_protocol: 'raw_buffer' } }, {}, false), { scheme: 'tcp', sni: null }, 'tcp raw'],
];

describe('vectors of the reference: filter chains', () => {
  for (const [number, config, request, expected] of CHAINS) {
    it(`${String(number)}: ${JSON.stringify(request)} is ${expected}`, () => {
      expect(outcome(ask(config, request))).to.equal(expected);
    });
  }

  it('closes plain text on a TLS chain, refuses TLS on a plain one', () => {
    const filters = [hcmFilter({ match: { prefix: '/' } })];
    const secure = {
      listener: { filter_chains: [{ filters, transport_socket: { name: 'envoy.transport_sockets.tls' } }] },
    };
    expect(outcome(ask(secure, {}))).to.equal('closed');
    expect(outcome(ask(secure, { scheme: 'https', sni: null }))).to.equal('v/0');
    expect(outcome(ask({ match: { prefix: '/' } }, { scheme: 'https', sni: null }))).to.equal('400');
  });
});

describe('vectors of the reference: rewrites', () => {
  for (const [number, match, rewrite, path, expected] of [
    [109, { prefix: '/w3' }, { kind: 'prefix', value: '/' }, '/w3/a', '//a'],
    [109, { prefix: '/w3' }, { kind: 'prefix', value: '/' }, '/w3a?q', '/a?q'],
    [110, { prefix: '/w5' }, { kind: 'regex', regex: 'a', substitution: 'bb' }, '/w5/aa?a', '/w5/bbbb?a'],
    [110, { prefix: '/w5' }, { kind: 'regex', regex: '/w5/(a)', substitution: '$1\\1\\0' }, '/w5/a', '$1a/w5/a'],
  ] as const) {
    it(`${String(number)}: ${path} becomes ${expected}`, () => {
      const hcm = hcmOf({});
      const connection = { secure: false, listenerPort: 80, certificate: null };
      const admission = admit(requestOf({ authority: 'a', path }), connection, hcm, profileOf(null));
      const [table] = benchSnapshot({ match }).routeConfigs;
      if (admission.kind !== 'admitted' || table === undefined) throw new Error('not admitted');
      const regexes = new RegexCache('latin1');
      const choice = new RouteTable(table, regexes, profileOf(null)).choose(admission.request);
      if (choice.kind !== 'route') throw new Error(`no route: ${choice.kind}`);
      expect(rewritePath(rewrite, choice.route.match.path, admission.request, regexes)).to.equal(expected);
    });
  }
});
