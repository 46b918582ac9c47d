/** Verdicts on virtual hosts whose answer is known. */
import { expect } from 'chai';
import { Reachability, witnessInput } from '../../../../lib/analyze/reach/index.ts';
import { MatchingIndex, answer, requestOf } from '../../../../lib/matching/index.ts';
import type { HeaderMatcher, PathMatcher, RouteMatch, RouteReach, VirtualHost } from '../../../../lib/model/index.ts';
import { tableOf } from '../../../support/small-hosts.ts';

const prefix = (value: string, rest: Partial<RouteMatch> = {}): RouteMatch => ({
  path: { kind: 'prefix', value },
  ...rest,
});
const path = (matcher: PathMatcher, rest: Partial<RouteMatch> = {}): RouteMatch => ({ path: matcher, ...rest });
const regex = (source: string): RouteMatch => path({ kind: 'regex', regex: source });
const header = (
  name: string,
  test: HeaderMatcher['test'],
  flags: Partial<HeaderMatcher> = {},
): Partial<RouteMatch> => ({
  headers: [{ name, test, ...flags }],
});
const exact = (value: string): HeaderMatcher['test'] => ({ kind: 'exact', value });
const get = header(':method', exact('GET'));
const notGet = header(':method', exact('GET'), { invert: true });
const here = (present: boolean): Partial<RouteMatch> => header('x', { kind: 'present', present });
const share = (numerator: number): Partial<RouteMatch> => ({ runtimeFraction: { numerator, denominator: 100 } });

function reaches(matches: readonly RouteMatch[], host: Partial<VirtualHost> = {}): readonly RouteReach[] {
  const table = tableOf(matches, { host });
  return new Reachability(new MatchingIndex(table.snapshot)).routes(table.config, table.host);
}

/** `reachable`, `shadowed 0 1`, `impossible path`, `unknown work`. */
function short(reach: RouteReach): string {
  switch (reach.kind) {
    case 'reachable':
      return 'reachable';
    case 'shadowed':
      return `shadowed ${reach.by.join(' ')}`;
    case 'impossible':
      return `impossible ${reach.conditions.join(', ')}`;
    case 'unknown':
      return `unknown ${reach.reason.kind}`;
  }
}

const CASES: readonly (readonly [string, readonly RouteMatch[], string])[] = [
  ['the first route', [prefix('/')], 'reachable'],
  ['a wider prefix before', [prefix('/a'), prefix('/a/b')], 'shadowed 0'],
  ['a narrower prefix before', [prefix('/a/b'), prefix('/a')], 'reachable'],
  ['disjoint paths', [prefix('/a'), prefix('/b')], 'reachable'],
  ['GET and not GET', [prefix('/a', get), prefix('/a', notGet), prefix('/a/b')], 'shadowed 0 1'],
  ['present and absent', [prefix('/', here(true)), prefix('/', here(false)), prefix('/a')], 'shadowed 0 1'],
  [
    'present, absent and what is not needed',
    [prefix('/x'), prefix('/', here(true)), prefix('/a', get), prefix('/', here(false)), prefix('/a')],
    'shadowed 1 3',
  ],
  ['a later route that covers alone is named alone', [prefix('/a', get), prefix('/'), prefix('/a')], 'shadowed 1'],
  [
    'every letter',
    Array.from('abcdefghijklmnopqrstuvwxyz')
      .map((char) => path({ kind: 'path', value: `/${char}` }))
      .concat(regex('/[a-z]')),
    `shadowed ${Array.from({ length: 26 }, (_, i) => i).join(' ')}`,
  ],
  [
    'every letter but one',
    Array.from('abcdefghijklmnopqrstuvwxy')
      .map((char) => path({ kind: 'path', value: `/${char}` }))
      .concat(regex('/[a-z]')),
    'reachable',
  ],
  [
    'a header may be sent twice',
    [
      prefix('/', header('x', exact('a'))),
      prefix('/', header('x', exact('a'), { invert: true })),
      prefix('/', header('x', exact('b'))),
    ],
    'shadowed 0 1',
  ],
  [
    '"not a" does not cover "b": both may be sent',
    [prefix('/', header('x', exact('a'), { invert: true })), prefix('/', header('x', exact('b')))],
    'reachable',
  ],
  [
    'absent is left over by both',
    [prefix('/', header('x', exact('a'))), prefix('/', header('x', exact('a'), { invert: true })), prefix('/')],
    'reachable',
  ],
  ['a share of 50 % after one of 50 %', [prefix('/', share(50)), prefix('/', share(50))], 'shadowed 0'],
  ['a share of 60 % after one of 50 %', [prefix('/', share(50)), prefix('/', share(60))], 'reachable'],
  ['the rest after a share', [prefix('/', share(99)), prefix('/')], 'reachable'],
  ['a share of nothing', [prefix('/', share(0))], 'impossible runtime_fraction'],
  ['a query in a prefix', [prefix('/a?b')], 'impossible path'],
  ['no leading slash', [prefix('route')], 'impossible path'],
  [
    'two methods at once',
    [prefix('/', { headers: [...(get.headers ?? []), { name: ':method', test: exact('PUT') }] })],
    'impossible header :method',
  ],
  ['an empty range', [prefix('/', header('x', { kind: 'range', start: '5', end: '5' }))], 'impossible header x'],
  ['CONNECT is not a prefix’s', [prefix('/'), path({ kind: 'connect' })], 'reachable'],
  ['CONNECT twice', [path({ kind: 'connect' }), path({ kind: 'connect' })], 'shadowed 0'],
  [
    'another host than the virtual host’s',
    [prefix('/', header(':authority', exact('b.test')))],
    'impossible header :authority',
  ],
  [
    'the virtual host’s own',
    [prefix('/', header(':authority', { kind: 'regex', regex: '(?i).*\\.test' })), prefix('/')],
    'shadowed 0',
  ],
  [
    'the virtual host’s own, in capitals',
    [prefix('/', header(':authority', { kind: 'suffix', value: '.test' })), prefix('/')],
    'reachable',
  ],
  [
    'https on a listener of TLS only',
    [prefix('/', header('x-forwarded-proto', exact('https'))), prefix('/')],
    'shadowed 0',
  ],
  // Only HTTP/2 can say so, and Envoy believes it (observed).
  [
    'another scheme than TLS has',
    [prefix('/', header(':scheme', exact('https'))), prefix('/', header(':scheme', exact('http')))],
    'reachable',
  ],
  ['behind the scheme that TLS has', [prefix('/', header(':scheme', exact('https'))), prefix('/')], 'reachable'],
  [
    'behind every scheme',
    [
      prefix('/', header(':scheme', exact('https'))),
      prefix('/', header(':scheme', exact('https'), { invert: true })),
      prefix('/'),
    ],
    'shadowed 0 1',
  ],
  ['metadata of a filter', [prefix('/', { dynamicMetadata: [{ filter: 'jwt' }] })], 'unknown condition'],
  ['metadata before it', [prefix('/', { dynamicMetadata: [{ filter: 'jwt' }] }), prefix('/')], 'unknown rival'],
  ['metadata on a path of its own', [prefix('/a', { dynamicMetadata: [{ filter: 'jwt' }] }), prefix('/')], 'reachable'],
  [
    'metadata behind a wider route',
    [prefix('/'), prefix('/', { dynamicMetadata: [{ filter: 'jwt' }] })],
    'unknown condition',
  ],
  [
    'a path that this version does not know',
    [path({ kind: 'unsupported', field: 'new_path', raw: {} }), prefix('/')],
    'unknown rival',
  ],
  ['a regex beyond the limit', [regex('/(a|b)*a(a|b){16}'), regex('/(a|b)*a(a|b){8}(a|b){8}')], 'unknown work'],
];

describe('reachability', () => {
  for (const [about, matches, verdict] of CASES) {
    it(`${about}: ${verdict}`, () => {
      expect(short(reaches(matches).at(-1)!)).to.equal(verdict);
    });
  }

  it('witnesses are requests that trace answers as told', () => {
    const matches = [prefix('/a', get), prefix('/a', notGet), prefix('/a/b'), prefix('/')];
    const table = tableOf(matches);
    const index = new MatchingIndex(table.snapshot);
    const [first, second, third, last] = new Reachability(index).routes(table.config, table.host);
    const taker = (reach: RouteReach | undefined): number | undefined =>
      reach !== undefined && 'witness' in reach
        ? answer(index, requestOf(witnessInput(reach.witness))).route?.index
        : -1;
    expect([first, second, third, last].map(taker)).to.deep.equal([0, 1, 0, 3]);
    expect(third).to.deep.include({ kind: 'shadowed', by: [0, 1], takenBy: 0 });
    expect(first).to.deep.equal({
      kind: 'reachable',
      witness: {
        scheme: 'https',
        port: 8443,
        authority: 'a.test',
        method: 'GET',
        path: '/a',
        headers: [],
        sni: 'a.test',
        protocol: 'http1',
      },
    });
  });

  it('nothing is sure to be reached where routes were lost, but what is shadowed is', () => {
    const verdicts = reaches([prefix('/a'), prefix('/a/b'), prefix('/')], { incomplete: true }).map(short);
    expect(verdicts).to.deep.equal(['unknown lostRoutes', 'shadowed 0', 'unknown lostRoutes']);
  });

  it('a matcher tree and a virtual host that no host leads to are said', () => {
    const tree = { kind: 'unsupported', field: 'matcher', raw: {} } as const;
    expect(reaches([prefix('/')], { matcher: tree }).map(short)).to.deep.equal(['unknown matcherTree']);
    expect(reaches([prefix('/')], { domains: ['ns/a.test'] }).map(short)).to.deep.equal(['unknown virtualHost']);
  });

  it('require_tls passes on TLS, and keeps all from the routes of plain text', () => {
    expect(reaches([prefix('/')], { requireTls: 'ALL' }).map(short)).to.deep.equal(['reachable']);
    const { snapshot } = tableOf([]);
    const listeners = snapshot.listeners.map((listener) => ({
      ...listener,
      filterChains: listener.filterChains.map((chain) => ({ ...chain, transportSocket: null })),
    }));
    const plain = tableOf([prefix('/')], { listeners, host: { requireTls: 'ALL' } });
    const [reach] = new Reachability(new MatchingIndex(plain.snapshot)).routes(plain.config, plain.host);
    expect(reach).to.deep.equal({ kind: 'impossible', conditions: ['require_tls'] });
  });

  it('without listeners the witness names no port, and what only they would tell stays open', () => {
    const table = tableOf([prefix('/a'), prefix('/a//b')], { listeners: [] });
    const [first] = new Reachability(new MatchingIndex(table.snapshot)).routes(table.config, table.host);
    expect(first).to.deep.include({ kind: 'reachable' });
    expect(first !== undefined && 'witness' in first ? first.witness.port : 0).to.equal(null);
  });

  it('hosts and headers may have names of Object’s own members', () => {
    const matches = [prefix('/', header('__proto__', exact('a'))), prefix('/', header('constructor', exact('a')))];
    expect(reaches(matches, { domains: ['__proto__'] }).map(short)).to.deep.equal(['reachable', 'reachable']);
  });
});
