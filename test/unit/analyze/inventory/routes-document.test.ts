import { expect } from 'chai';
import { routesDocument } from '../../../../lib/analyze/inventory/index.ts';
import type { Filters } from '../../../../lib/analyze/inventory/index.ts';
import { KnownError } from '../../../../lib/model/index.ts';
import type { Attribution, EntityId, RoutesResult } from '../../../../lib/model/index.ts';
import { by, chain, config, host, listener, nobody, provenance, rds, ref, route, snapshot } from '../build.ts';

function names({ routes }: RoutesResult): string[] {
  return [...routes].map((row) => `${row.routeConfig} ${row.virtualHost} ${String(row.index)}`);
}

describe('routes document: order', () => {
  it('goes by lowest bound port, unused configurations last, then by the order in which Envoy considers hosts', () => {
    const late = config('late', [host('any', ['*']), host('suffix', ['*.com']), host('exact', ['a.com'])]);
    const early = config('early', [host('h', ['h'], [route('prefix /b'), route('prefix /a')])]);
    const unused = config('unused', [host('u', ['u'])]);
    const of = snapshot({
      routeConfigs: [unused, late, early],
      listeners: [
        listener(9000, [chain(rds('late'))]),
        listener(8000, [chain(rds('early'))]),
        listener(9001, [chain(rds('early'))]),
      ],
    });
    const result = routesDocument(of, provenance(of));
    expect(names(result)).to.deep.equal([
      'early h 0',
      'early h 1',
      'late exact 0',
      'late suffix 0',
      'late any 0',
      'unused u 0',
    ]);
    expect(result.routeConfigs.map(({ routeConfig, ports }) => [routeConfig, ports])).to.deep.equal([
      ['early', [8000, 9001]],
      ['late', [9000]],
      ['unused', []],
    ]);
    expect(result.virtualHosts.map(({ virtualHost }) => virtualHost)).to.deep.equal([
      'h',
      'exact',
      'suffix',
      'any',
      'u',
    ]);
  });

  it('keeps virtual hosts and configurations that have no routes', () => {
    const of = snapshot({
      routeConfigs: [
        config('http.8080', [
          host('blackhole:80', ['*'], []),
          host('tls.com:80', ['tls.com'], [], { requireTls: 'ALL' }),
        ]),
        config('empty', []),
      ],
    });
    const result = routesDocument(of, provenance(of));
    expect([...result.routes]).to.deep.equal([]);
    expect(result.virtualHosts.map((row) => [row.virtualHost, row.requireTls, row.routes, row.ports])).to.deep.equal([
      ['tls.com:80', 'ALL', 0, [8080]],
      ['blackhole:80', 'NONE', 0, [8080]],
    ]);
    expect(result.routeConfigs.map((row) => [row.routeConfig, row.virtualHosts, row.routes])).to.deep.equal([
      ['http.8080', 2, 0],
      ['empty', 0, 0],
    ]);
  });

  it('gives rows of one attribution one source object, so that it is worded once', () => {
    const [first, second] = [route('prefix /a'), route('prefix /b')];
    const of = snapshot({ routeConfigs: [config('c', [host('h', ['h'], [first, second])])] });
    const shared = by(ref('VirtualService', 'shop', 'web'));
    const result = routesDocument(of, provenance(of, new Map([first, second].map(({ id }) => [id, shared]))));
    const routes = [...result.routes];
    expect(routes[0]?.source).to.equal(routes[1]?.source);
    expect(routes[0]?.source.resource?.name).to.equal('web');
  });

  it('carries header changes and filter overrides only where the route has them', () => {
    const plain = route('prefix /a');
    const rich = route('prefix /b', {
      name: 'b',
      headers: { requestAdd: [{ name: 'x', value: '1' }] },
      perFilterConfig: { 'envoy.filters.http.cors': {} },
    });
    const of = snapshot({ routeConfigs: [config('c', [host('h', ['h'], [plain, rich])])] });
    const routes = [...routesDocument(of, provenance(of)).routes];
    expect(routes[0]).to.include({ name: null }).and.not.have.any.keys('headers', 'perFilterConfig');
    expect(routes[1]).to.include({ name: 'b' }).and.have.any.keys('headers', 'perFilterConfig');
  });

  it('is loud about an entity that provenance forgot', () => {
    const of = snapshot({ routeConfigs: [config('c', [host('h', ['h'])])] });
    const forgetful = { ...provenance(of), attributions: new Map() };
    expect(() => routesDocument(of, forgetful)).to.throw('no attribution');
  });
});

describe('routes document: filters', () => {
  const web = 'outbound|80||web.shop.svc.cluster.local';
  const cart = 'outbound|8080|v1|cart.shop.svc.cluster.local';
  const to = (name: string) => ({ kind: 'forward', cluster: { kind: 'cluster', name } }) as const;
  const cartRoute = route('path /cart', { action: to(cart) });
  const regexRoute = route('regex /c.*', { action: to(web) });
  const mirrored = route('prefix /m', { action: { ...to(web), mirrors: [{ cluster: cart }] } });
  const byHeader = route('prefix /h', { action: { kind: 'forward', cluster: { kind: 'clusterHeader', header: 'x' } } });
  const redirect = route('prefix /r', { action: { kind: 'redirect', status: 302 } });
  const split = route('prefix /s', {
    action: {
      kind: 'forward',
      cluster: {
        kind: 'weighted',
        clusters: [
          { name: web, weight: 1 },
          { name: cart, weight: 0 },
        ],
      },
    },
  });
  const shop = host('shop.com:80', ['shop.com'], [cartRoute, regexRoute, mirrored, byHeader, redirect, split]);
  const wild = host('*.shop.com:80', ['*.shop.com'], [route('prefix /w', { action: to(web) })]);
  const tls = host('tls.shop.com:80', ['tls.shop.com'], [], { requireTls: 'ALL' });
  const secure = host('shop.com:443', ['shop.com'], [route('prefix /', { action: to(web) })]);
  const hostMirror = host('mirror.com:443', ['mirror.com'], [route('prefix /', { action: to(web) })], {
    mirrors: [{ cluster: cart }],
  });
  const http = config('http.8080', [shop, wild, tls]);
  const https = config('https.443.https.gw.shop', [secure, hostMirror]);
  const of = snapshot({
    routeConfigs: [http, https],
    listeners: [listener(8080, [chain(rds('http.8080'))]), listener(8443, [chain(rds('https.443.https.gw.shop'))])],
  });
  const storefront = ref('VirtualService', 'shop', 'storefront');
  const gateways = [{ ...ref('Gateway', 'shop', 'gw'), server: 'https' }];
  const known = new Map<EntityId, Attribution>([
    [cartRoute.id, by(storefront)],
    [regexRoute.id, by(ref('VirtualService', 'shop', 'leaf'), { via: { ...storefront, path: 'http[0]' } })],
    [byHeader.id, nobody()],
    [tls.id, by(ref('Gateway', 'shop', 'gw'))],
    ...secure.routes.map(({ id }): [EntityId, Attribution] => [id, by(storefront, { gateways })]),
  ]);
  const facts = provenance(of, known);

  const cases: readonly {
    readonly name: string;
    readonly filters: Filters;
    readonly routes: readonly string[];
    readonly bare?: readonly string[];
  }[] = [
    {
      name: 'host, as Envoy chooses',
      filters: { host: 'SHOP.com:80' },
      routes: [0, 1, 2, 3, 4, 5]
        .map((index) => `http.8080 shop.com:80 ${String(index)}`)
        .concat('https.443.https.gw.shop shop.com:443 0'),
    },
    { name: 'host by wildcard', filters: { host: 'a.shop.com' }, routes: ['http.8080 *.shop.com:80 0'] },
    { name: 'host as written', filters: { host: '*.shop.com' }, routes: ['http.8080 *.shop.com:80 0'] },
    { name: 'host that only redirects', filters: { host: 'tls.shop.com' }, routes: [], bare: ['tls.shop.com:80'] },
    { name: 'host of nobody', filters: { host: 'other.org' }, routes: [] },
    {
      name: 'path, patterns kept',
      filters: { path: '/cart?x=1' },
      routes: [
        'http.8080 shop.com:80 0',
        'http.8080 shop.com:80 1',
        'https.443.https.gw.shop shop.com:443 0',
        'https.443.https.gw.shop mirror.com:443 0',
      ],
    },
    {
      name: 'path on a host without routes, which answers every path',
      filters: { host: 'tls.shop.com', path: '/cart' },
      routes: [],
      bare: ['tls.shop.com:80'],
    },
    {
      name: 'cluster by name: members, mirrors of route and host, and what a header decides',
      filters: { cluster: cart },
      routes: [
        'http.8080 shop.com:80 0',
        'http.8080 shop.com:80 2',
        'http.8080 shop.com:80 3',
        'http.8080 shop.com:80 5',
        'https.443.https.gw.shop mirror.com:443 0',
      ],
    },
    {
      name: 'cluster by host',
      filters: { cluster: 'cart.shop.svc.cluster.local', port: 8080, path: '/s' },
      routes: ['http.8080 shop.com:80 5'],
    },
    { name: 'cluster is no substring', filters: { cluster: 'cart', path: '/s' }, routes: [] },
    {
      name: 'bound port',
      filters: { port: 8443, host: 'shop.com' },
      routes: ['https.443.https.gw.shop shop.com:443 0'],
    },
    {
      name: 'declared port',
      filters: { port: 443, host: 'shop.com' },
      routes: ['https.443.https.gw.shop shop.com:443 0'],
    },
    {
      name: 'port that a virtual host declares',
      filters: { port: 80, host: 'a.shop.com' },
      routes: ['http.8080 *.shop.com:80 0'],
    },
    { name: 'port of nobody', filters: { port: 81 }, routes: [] },
    {
      name: 'route configuration, whole',
      filters: { routeConfig: 'https.443.https.gw.shop' },
      routes: ['https.443.https.gw.shop shop.com:443 0', 'https.443.https.gw.shop mirror.com:443 0'],
    },
    { name: 'route configuration is no prefix', filters: { routeConfig: 'https.443' }, routes: [] },
    {
      name: 'source: maker and root',
      filters: { source: 'VirtualService/shop/storefront' },
      routes: ['http.8080 shop.com:80 0', 'http.8080 shop.com:80 1', 'https.443.https.gw.shop shop.com:443 0'],
    },
    { name: 'source: delegate', filters: { source: 'shop/leaf' }, routes: ['http.8080 shop.com:80 1'] },
    {
      name: 'source: Gateway, with the hosts it made',
      filters: { source: 'gw/shop/gw' },
      routes: ['https.443.https.gw.shop shop.com:443 0'],
      bare: ['tls.shop.com:80'],
    },
    { name: 'unattributed', filters: { unattributed: true }, routes: ['http.8080 shop.com:80 3'] },
    { name: 'unattributed of a source', filters: { unattributed: true, source: 'shop/storefront' }, routes: [] },
  ];
  for (const { name, filters, routes, bare = [] } of cases) {
    it(name, () => {
      const result = routesDocument(of, facts, filters);
      expect(names(result)).to.deep.equal(routes);
      expect(result.filtered).to.equal(9 - routes.length);
      const hosts = new Set([...result.routes].map((row) => `${row.routeConfig} ${row.virtualHost}`));
      const without = result.virtualHosts.filter((row) => !hosts.has(`${row.routeConfig} ${row.virtualHost}`));
      expect(without.map(({ virtualHost }) => virtualHost)).to.deep.equal(bare);
      const configs = new Set(result.virtualHosts.map(({ routeConfig }) => routeConfig));
      expect(result.routeConfigs.map(({ routeConfig }) => routeConfig)).to.deep.equal([...configs]);
    });
  }

  it('refuses a source of another shape, whatever the snapshot holds', () => {
    for (const one of [of, snapshot({})]) {
      expect(() => routesDocument(one, provenance(one), { source: 'storefront' }))
        .to.throw(KnownError)
        .with.property('exitCode', 2);
    }
  });
});
