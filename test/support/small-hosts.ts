/** Random small virtual hosts, and a universe of requests that tells all their matchers apart. */
import * as fc from 'fast-check';
import type { RequestInput } from '../../lib/matching/index.ts';
import type {
  HeaderMatcher,
  Listener,
  PathMatcher,
  QueryParameterMatcher,
  RouteConfiguration,
  RouteMatch,
  Snapshot,
  VirtualHost,
} from '../../lib/model/index.ts';
import { HCM_TYPE, snapshotOf } from './read-dump.ts';

const literal = (kind: 'prefix' | 'path' | 'pathSeparatedPrefix', ...values: readonly string[]): PathMatcher[] =>
  values.map((value) => ({ kind, value }));

const PATHS: readonly PathMatcher[] = [
  ...literal('prefix', '/', '/', '', '/a', '/a/', '/a/b', '/b', '/ab', '/A'),
  ...literal('path', '/', '/a', '/b', '/a/b', '/a/', '/ab', '/A', '/a?x'),
  ...literal('pathSeparatedPrefix', '/a', '/b', '/a/b', '/A'),
  ...[
    '/[ab]+',
    '/a.*',
    '/(a|b)/.*',
    '/.',
    '(?i)/A(/.*)?',
    '.*b',
    '/[^a]*',
    '/(a|b|A|a/a|b/b)',
    '/a{2,3}',
    '/.*/.*',
  ].map((regex): PathMatcher => ({ kind: 'regex', regex })),
  ...['/*', '/a/*', '/**', '/a/**', '/{x}/b'].map((template): PathMatcher => ({ kind: 'uriTemplate', template })),
];

type HeaderTest = HeaderMatcher['test'];
const STRINGS: readonly Exclude<QueryParameterMatcher['test'], { kind: 'unsupported' }>[] = [
  { kind: 'exact', value: 'a' },
  { kind: 'exact', value: 'b' },
  { kind: 'exact', value: '' },
  { kind: 'exact', value: 'AB', ignoreCase: true },
  { kind: 'prefix', value: 'a' },
  { kind: 'suffix', value: 'b' },
  { kind: 'contains', value: 'b' },
  { kind: 'regex', regex: '[ab]+' },
  { kind: 'regex', regex: 'a|ab' },
  { kind: 'regex', regex: '.*' },
  { kind: 'present', present: true },
  { kind: 'present', present: false },
];
const HEADER_TESTS: readonly HeaderTest[] = [
  ...STRINGS,
  { kind: 'range', start: '0', end: '10' },
  { kind: 'range', start: '5', end: '20' },
  { kind: 'deprecatedExact', value: '' },
];
const METHOD_TESTS: readonly HeaderTest[] = [
  { kind: 'exact', value: 'GET' },
  { kind: 'exact', value: 'POST' },
  { kind: 'regex', regex: 'GET|POST' },
  { kind: 'regex', regex: 'P.*' },
];

const SCHEME_TESTS: readonly HeaderTest[] = [
  { kind: 'exact', value: 'https' },
  { kind: 'exact', value: 'http' },
];

const flag = (key: 'invert' | 'treatMissingAsEmpty'): fc.Arbitrary<Partial<HeaderMatcher>> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constant({ [key]: true }) });

const header = (names: readonly string[], tests: readonly HeaderTest[]): fc.Arbitrary<HeaderMatcher> =>
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...tests), flag('invert'), flag('treatMissingAsEmpty'))
    .map(([name, test, invert, missing]) => ({ name, test, ...invert, ...missing }));

/** Tests that are each other's opposite, so that routes often cover a third together. */
const OPPOSITES: readonly HeaderMatcher[] = [
  { name: ':method', test: { kind: 'exact', value: 'GET' } },
  { name: ':method', test: { kind: 'exact', value: 'GET' }, invert: true },
  { name: 'x-a', test: { kind: 'present', present: true } },
  { name: 'x-a', test: { kind: 'present', present: false } },
  { name: 'x-a', test: { kind: 'exact', value: 'a' }, invert: true, treatMissingAsEmpty: true },
  { name: 'x-a', test: { kind: 'exact', value: 'a' } },
];
const HEADER = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...OPPOSITES) },
  { weight: 3, arbitrary: header(['x-a', 'user-agent'], HEADER_TESTS) },
  { weight: 2, arbitrary: header([':method'], METHOD_TESTS) },
  { weight: 1, arbitrary: header([':scheme'], SCHEME_TESTS) },
);
const QUERY: fc.Arbitrary<QueryParameterMatcher> = fc.constantFrom(...STRINGS).map((test) => ({ name: 'q', test }));

/** Mostly absent: real matches have few conditions beside the path. */
const seldom = <Value>(value: fc.Arbitrary<Value>, weight = 1): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value });

const MATCH: fc.Arbitrary<RouteMatch> = fc
  .tuple(
    fc.oneof(fc.constantFrom(...PATHS), fc.constantFrom(...PATHS.slice(0, 5))),
    seldom(fc.boolean()),
    seldom(fc.array(HEADER, { minLength: 1, maxLength: 2, size: 'small' }), 14),
    seldom(fc.array(QUERY, { minLength: 1, maxLength: 2 })),
    seldom(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(30, 60, 100) }, { weight: 1, arbitrary: fc.constant(0) })),
    seldom(fc.constantFrom({ presented: true }, { validated: false }, { presented: true, validated: true })),
  )
  .map(([path, caseSensitive, headers, queryParameters, numerator, tlsContext]) => ({
    path,
    ...(caseSensitive === undefined ? {} : { caseSensitive }),
    ...(headers === undefined ? {} : { headers }),
    ...(queryParameters === undefined ? {} : { queryParameters }),
    ...(numerator === undefined ? {} : { runtimeFraction: { numerator, denominator: 100 } }),
    ...(tlsContext === undefined ? {} : { tlsContext }),
  }));

export const MATCHES: fc.Arbitrary<readonly RouteMatch[]> = fc.array(MATCH, {
  minLength: 1,
  maxLength: 8,
  size: 'max',
});

const EDGE = {
  name: 'edge',
  address: { socket_address: { address: '0.0.0.0', port_value: 8443 } },
  filter_chains: [
    {
      transport_socket: { name: 'envoy.transport_sockets.tls', typed_config: { '@type': 'x.DownstreamTlsContext' } },
      filters: [
        {
          name: 'hcm',
          typed_config: { '@type': HCM_TYPE, use_remote_address: true, rds: { route_config_name: 'table' } },
        },
      ],
    },
  ],
};
const PLAIN = snapshotOf({
  configs: [{ '@type': 'ListenersConfigDump', static_listeners: [{ listener: EDGE }] }],
});

/** One table with one virtual host whose routes have these matches; the domain is `a.test` unless said. */
export function tableOf(
  matches: readonly RouteMatch[],
  parts: { readonly listeners?: readonly Listener[]; readonly host?: Partial<VirtualHost> } = {},
): { readonly snapshot: Snapshot; readonly config: RouteConfiguration; readonly host: VirtualHost } {
  const host = {
    id: 1 as VirtualHost['id'],
    name: 'a',
    domains: ['a.test'],
    requireTls: 'NONE' as const,
    routes: matches.map((match, index) => ({
      id: (2 + index) as VirtualHost['id'],
      index,
      match,
      action: { kind: 'none' as const },
    })),
    ...parts.host,
  };
  const config: RouteConfiguration = {
    at: { document: 0, start: 0, end: 0 },
    id: 0 as RouteConfiguration['id'],
    name: 'table',
    label: 'table',
    via: 'dynamic',
    virtualHosts: [host],
    ignorePortInHostMatching: false,
    validateClusters: null,
  };
  const sections = new Set([...PLAIN.sections, 'routes' as const]);
  const snapshot = { ...PLAIN, sections, listeners: parts.listeners ?? PLAIN.listeners, routeConfigs: [config] };
  return { snapshot, config, host };
}

function texts(alphabet: readonly string[], longest: number): readonly string[] {
  let last = [''];
  const all = [''];
  for (let length = 0; length < longest; length++) {
    last = last.flatMap((text) => alphabet.map((char) => text + char));
    all.push(...last);
  }
  return all;
}

const VALUES = ['', 'a', 'b', 'ab', 'ba', 'AB', 'c', 'cb', 'ac', '3', '7', '12'];
const LISTS: readonly (readonly string[])[] = [
  [],
  ...VALUES.map((value) => [value]),
  ...VALUES.flatMap((first, i) => VALUES.slice(i + 1).map((second) => [first, second])),
  // three tests can need three values
  ['a', 'b', '7'],
  ['a', 'b', 'c'],
  ['3', '7', '12'],
  ['a', '3', '12'],
  ['b', '3', '12'],
  ['', 'a', '7'],
  ['', 'a', 'b'],
];

/** A URI template takes fewer characters than other tests: a quote is none of them. */
const PATH_TEXTS: readonly string[] = [
  ...new Set([
    ...texts(['/', 'a', 'b', 'A'], 4),
    ...texts(['/', 'a', 'b', 'A', 'x'], 3),
    ...texts(['/', 'a', 'b', 'A', '"'], 2),
    ...texts(['/', 'a', 'b', 'A'], 3).flatMap((text) => [`${text}"b`, `${text}"/b`]),
    ...texts(['/', 'a', 'b', 'A'], 4).map((text) => `${text}"`),
    ...['aaaaa', 'a/a/a', 'b/b/b'],
  ]),
];

/** The universe, one fact at a time: a request is one choice of each. */
export const FACTS: readonly (readonly RequestInput[])[] = [
  PATH_TEXTS.map((rest) => ({ path: `/${rest}` })),
  LISTS.map((list) => ({ headers: { 'x-a': list } })),
  [{}, ...VALUES.map((value) => ({ headers: { 'user-agent': value } }))],
  ['GET', 'POST', 'PUT', 'DELETE'].map((method) => ({ method })),
  ['', ...VALUES.map((value) => `?q=${value}`)].map((path) => ({ path })),
  [10, 45, 75].map((random) => ({ random })),
  [
    { presented: false, validated: false },
    { presented: true, validated: false },
    { presented: true, validated: true },
  ].map((clientCertificate) => ({ clientCertificate })),
  [{}, ...['http', 'ftp'].map((scheme) => ({ protocol: 'http2' as const, headers: { ':scheme': scheme } }))],
];

/** Puts choices of facts together. */
export function requestFrom(parts: readonly RequestInput[]): RequestInput {
  const request: RequestInput = {
    port: 8443,
    scheme: 'https',
    authority: 'a.test',
    sni: 'a.test',
    random: 75,
    clientCertificate: { presented: false, validated: false },
  };
  return parts.reduce(
    (whole, part) => ({
      ...whole,
      ...part,
      path: `${whole.path ?? ''}${part.path ?? ''}`,
      headers: { ...whole.headers, ...part.headers },
    }),
    request,
  );
}
