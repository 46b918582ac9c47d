import { expect } from 'chai';
import { explain } from '../../../../lib/analyze/explain/index.ts';
import type {
  Attribution,
  EntityId,
  ExplainedObject,
  Route,
  RouteMatch,
  Snapshot,
} from '../../../../lib/model/index.ts';
import {
  by,
  chain,
  cluster,
  config,
  host,
  listener,
  nobody,
  provenance,
  rds,
  ref,
  route,
  snapshot,
  tcp,
} from '../build.ts';

const web = 'outbound|80||web.shop.svc.cluster.local';
const v1 = 'outbound|80|v1|web.shop.svc.cluster.local';
const header: Partial<RouteMatch> = { headers: [{ name: 'x-user', test: { kind: 'exact', value: 'a' } }] };
const query: Partial<RouteMatch> = { queryParameters: [{ name: 'lang', test: { kind: 'present', present: true } }] };

function explainOne(
  of: Snapshot,
  selector: string,
  known: ReadonlyMap<EntityId, Attribution> = new Map(),
): ExplainedObject {
  const [object] = explain(of, provenance(of, known), selector).objects;
  if (object === undefined) throw new Error(`${selector} is nothing`);
  return object;
}

function inHost(routes: readonly Omit<Route, 'index'>[]): Snapshot {
  return snapshot({ routeConfigs: [config('c', [host('h', ['h.com'], routes)])] });
}

describe('explain a route: rivals', () => {
  const cases: readonly {
    readonly name: string;
    readonly routes: readonly Omit<Route, 'index'>[];
    /** Index of the route that is explained. */
    readonly at: number;
    readonly rivals: readonly (readonly [index: number, why: RegExp])[];
    readonly shadow?: number;
  }[] = [
    {
      name: 'an earlier catch-all takes everything',
      routes: [route('prefix /'), route('prefix /a')],
      at: 1,
      rivals: [[0, /^tried before this route and takes every request that this one could take/]],
      shadow: 0,
    },
    {
      name: 'an earlier one with conditions of its own does not',
      routes: [route('prefix /', { match: header }), route('prefix /a')],
      at: 1,
      rivals: [
        [
          0,
          /^tried before this route, with a path that holds all of this one, if its conditions hold \(header x-user\)/,
        ],
      ],
    },
    {
      name: 'an earlier one whose conditions this one has too does',
      routes: [route('prefix /', { match: header }), route('prefix /a', { match: { ...header, ...query } })],
      at: 1,
      rivals: [[0, /takes every request that this one could take/]],
      shadow: 0,
    },
    {
      name: 'nothing is proved with a condition that is not understood',
      routes: [0, 1].map(() =>
        route('prefix /', { match: { unsupported: [{ kind: 'unsupported', field: 'x', raw: 1 }] } }),
      ),
      at: 1,
      rivals: [[0, /with the same path, if its conditions hold \(x \(not understood\)\)/]],
    },
    {
      name: 'a pattern before it may overlap',
      routes: [route('regex /a.*'), route('prefix /a')],
      at: 1,
      rivals: [[0, /with a path that may overlap this one \(patterns are not compared\)/]],
    },
    {
      name: 'a narrower path before it takes only its part',
      routes: [route('path /a/b'), route('prefix /a')],
      at: 1,
      rivals: [[0, /^tried before this route, with a path within this one; from/]],
    },
    {
      name: 'what comes after and is never reached',
      routes: [route('prefix /a'), route('path /a/b'), route('path /b')],
      at: 0,
      rivals: [[1, /^tried after this route, which takes every request that it could take/]],
    },
    {
      name: 'what comes after and gets the rest',
      routes: [route('prefix /a', { match: header }), route('prefix /a'), route('prefix /')],
      at: 0,
      rivals: [
        [1, /^tried after this route, with the same path/],
        [2, /^tried after this route, with a path that holds all of this one/],
      ],
    },
  ];
  for (const { name, routes, at, rivals, shadow } of cases) {
    it(name, () => {
      const object = explainOne(inHost(routes), `c/h/${String(at)}`);
      expect(object.competes.map(({ selector }) => selector)).to.deep.equal(
        rivals.map(([index]) => `c/h/${String(index)}`),
      );
      for (const [i, [, why]] of rivals.entries()) expect(object.competes[i]?.why).to.match(why);
      const said = object.what.find((sentence) => sentence.startsWith('No request comes this far'));
      if (shadow === undefined) expect(said).to.equal(undefined);
      else expect(said).to.contain(`route ${String(shadow)} is tried before it`);
    });
  }

  it('lists twenty, the most telling ones, and counts the rest', () => {
    const routes = [route('prefix /'), ...Array.from({ length: 40 }, () => route('regex /a.*')), route('prefix /a')];
    const object = explainOne(inHost(routes), 'c/h/41');
    expect(object.competes).to.have.length(20);
    expect(object.competes[0]?.selector).to.equal('c/h/0');
    expect(object.competes[19]?.selector).to.equal('c/h/40');
    expect(object.what).to.include('Not listed: 21 more routes of this virtual host that compete with it.');
  });

  it('names the owner of each rival, no surer than its source', () => {
    const routes = [route('prefix /a'), route('prefix /a'), route('prefix /a'), route('prefix /a')];
    const [one, two, three] = routes;
    const owner = ref('VirtualService', 'shop', 'web');
    const known = new Map<EntityId, Attribution>([
      ...(one === undefined ? [] : [[one.id, by(owner)] as const]),
      ...(two === undefined ? [] : [[two.id, by(owner, { confidence: 'possible' })] as const]),
      ...(three === undefined ? [] : [[three.id, nobody()] as const]),
    ]);
    const { competes } = explainOne(inHost(routes), 'c/h/3', known);
    expect(competes.map(({ why }) => why.replace(/^.*; from /, ''))).to.deep.equal([
      'VirtualService shop/web',
      'possible VirtualService shop/web',
      'unknown maker',
    ]);
  });

  it('finds the same match of the same owner elsewhere', () => {
    const routes = [route('prefix /a', { match: header }), route('prefix /a', { match: header }), route('prefix /b')];
    const [one, two, three] = routes;
    if (one === undefined || two === undefined || three === undefined) throw new Error();
    const of = snapshot({
      routeConfigs: [
        config('http.8080', [host('h:80', ['h'], [one])]),
        config('https.443.x.y.z', [host('h:443', ['h'], [two, three])]),
      ],
    });
    const owner = by(ref('VirtualService', 'shop', 'web'));
    const { competes } = explainOne(of, 'http.8080/h:80/0', new Map(routes.map(({ id }) => [id, owner])));
    expect(competes).to.deep.equal([
      { selector: 'https.443.x.y.z/h:443/0', why: 'the same match from VirtualService shop/web, in https.443.x.y.z' },
    ]);
  });
});

describe('explain a route: words', () => {
  it('says where it stands, what it takes and what it does', () => {
    const of = snapshot({
      routeConfigs: [
        config('http.8080', [
          host(
            'h:80',
            ['*', 'h.com'],
            [
              route('pathSeparatedPrefix /a', {
                match: { ...header, ...query, grpc: true },
                action: {
                  kind: 'forward',
                  cluster: {
                    kind: 'weighted',
                    clusters: [
                      { name: web, weight: 1 },
                      { name: v1, weight: 2 },
                    ],
                  },
                },
              }),
            ],
            { requireTls: 'EXTERNAL_ONLY' },
          ),
        ]),
      ],
      listeners: [listener(8080, [chain(rds('http.8080'))])],
    });
    expect(explainOne(of, 'http.8080/h:80/0').what).to.deep.equal([
      'Route 0, counted from 0, of the 1 route of virtual host h:80 in route configuration http.8080, on port 8080.',
      'It takes requests for any host and h.com whose path is /a or below it, if all of this holds too: header x-user, query parameter lang, gRPC content type.',
      'It forwards them to web.shop.svc.cluster.local port 80 (33.33%), web.shop.svc.cluster.local port 80 subset v1 (66.67%).',
      'Requests from outside that do not come over https are answered 301 to https before any route is tried (require_tls EXTERNAL_ONLY).',
    ]);
  });

  const actions: readonly (readonly [Route['action'], string])[] = [
    [
      { kind: 'redirect', status: 301, scheme: 'https' },
      'It answers 301, a redirect to the same address with scheme https.',
    ],
    [{ kind: 'redirect', status: 302 }, 'It answers 302, a redirect to the same address.'],
    [{ kind: 'directResponse', status: 503 }, 'It answers 503 by itself, without any upstream.'],
    [{ kind: 'nonForwarding' }, 'Its action is for gRPC servers; Envoy as a proxy answers 503.'],
    [{ kind: 'none' }, 'The input holds no action for it.'],
    [{ kind: 'unsupported', field: 'x', raw: 1 }, 'Its action is x, which this version does not know.'],
    [
      { kind: 'forward', cluster: { kind: 'clusterHeader', header: 'x' } },
      'It forwards them to the cluster that header x names.',
    ],
    [
      { kind: 'forward', cluster: { kind: 'plugin', name: 'p' } },
      'It forwards them to whatever cluster the extension p chooses.',
    ],
  ];
  for (const [action, sentence] of actions) {
    it(sentence, () => {
      expect(explainOne(inHost([route('prefix /', { action })]), 'c/h/0').what).to.include(sentence);
    });
  }

  const paths: readonly (readonly [string, string])[] = [
    ['prefix /', 'with any path'],
    ['prefix /a', 'whose path starts with /a'],
    ['path /a', 'whose path is /a'],
    ['regex /a.*', 'whose whole path fits the regex /a.*'],
    ['uriTemplate /*', 'whose path fits the template /*'],
    ['connect ', 'with the method CONNECT'],
  ];
  for (const [path, words] of paths) {
    it(words, () => {
      expect(explainOne(inHost([route(path)]), 'c/h/0').what[1]).to.equal(`It takes requests for h.com ${words}.`);
    });
  }

  const missing: readonly (readonly [code: string | undefined, status: string])[] = [
    [undefined, '503'],
    ['NOT_FOUND', '404'],
    ['INTERNAL_SERVER_ERROR', '500'],
  ];
  for (const [code, status] of missing) {
    it(`says that a cluster is missing, with ${status}, but only where the input has clusters`, () => {
      const action = {
        kind: 'forward',
        cluster: { kind: 'cluster', name: web },
        ...(code === undefined ? {} : { clusterNotFoundResponseCode: code }),
      } as const;
      const routes = [route('prefix /', { action })];
      const sentence = `The input holds no cluster ${web}; if the proxy has none either, it answers ${status} to what goes there.`;
      const routeConfigs = [config('c', [host('h', ['h'], routes)])];
      expect(explainOne(snapshot({ routeConfigs, clusters: [cluster('other')] }), 'c/h/0').what).to.include(sentence);
      expect(explainOne(snapshot({ routeConfigs, clusters: [cluster(web)] }), 'c/h/0').what).to.not.include(sentence);
      expect(explainOne(snapshot({ routeConfigs }), 'c/h/0').what).to.not.include(sentence);
    });
  }
});

describe('explain: the chain of objects', () => {
  const storefront = ref('VirtualService', 'shop', 'storefront');
  const gateways = [{ ...ref('Gateway', 'shop', 'public'), server: 'http' }];

  it('leads from the Gateway over root and delegate to each destination and its rule', () => {
    const one = route('prefix /', {
      action: {
        kind: 'forward',
        cluster: {
          kind: 'weighted',
          clusters: [
            { name: web, weight: 9 },
            { name: v1, weight: 1 },
          ],
        },
        mirrors: [{ cluster: 'outbound|80||mirror.shop.svc.cluster.local' }],
      },
    });
    const [whole, subset] = [cluster(web), cluster(v1)];
    const of = snapshot({
      routeConfigs: [config('http.8080', [host('h', ['h'], [one])])],
      listeners: [listener(8080, [chain(rds('http.8080'))])],
      clusters: [whole, subset],
    });
    const rule = by(ref('DestinationRule', 'shop', 'web'));
    const facts = provenance(
      of,
      new Map<EntityId, Attribution>([
        [
          one.id,
          by(ref('VirtualService', 'shop', 'leaf'), {
            path: 'http[0]',
            via: { ...storefront, path: 'http[2]' },
            confidence: 'likely',
            gateways,
          }),
        ],
        [whole.id, by(ref('Service', 'shop', 'web'))],
        [subset.id, rule],
      ]),
      new Map([[subset.id, rule]]),
    );
    expect(explain(of, facts, 'http.8080/h/0').objects[0]?.path).to.deep.equal([
      { label: 'Gateway shop/public', detail: 'server http, bound port 8080' },
      { label: 'VirtualService shop/storefront', detail: 'http[2]; delegates' },
      { label: 'VirtualService shop/leaf', detail: 'http[0]; likely' },
      { label: 'Service shop/web', detail: 'port 80, 90%' },
      { label: 'Service shop/web', detail: 'port 80, subset v1, 10%' },
      { label: 'DestinationRule shop/web', detail: 'applies to subset v1' },
      { label: 'host mirror.shop.svc.cluster.local', detail: 'port 80, mirrored, no such cluster in the input' },
    ]);
  });

  it('does not name a Gateway twice that made the object itself', () => {
    const one = chain(rds('https.443.x.public.shop'));
    const of = snapshot({ listeners: [listener(8443, [one])] });
    const object = explainOne(
      of,
      '0.0.0.0_8443#0',
      new Map([[one.id, by(ref('Gateway', 'shop', 'public'), { gateways })]]),
    );
    expect(object.path).to.deep.equal([{ label: 'Gateway shop/public', detail: 'server http, bound port 8443' }]);
  });

  it('says why nobody can be named', () => {
    const one = route('prefix /');
    const object = explainOne(inHost([one]), 'c/h/0', new Map([[one.id, nobody('an EnvoyFilter, most likely')]]));
    expect(object.path[0]).to.deep.equal({ label: 'unknown maker', detail: 'an EnvoyFilter, most likely' });
    expect(object.path[1]?.detail).to.contain('the input has no clusters');
  });
});

describe('explain: virtual hosts, configurations, clusters, listeners, chains', () => {
  it('tells what a virtual host without routes answers', () => {
    const of = snapshot({
      routeConfigs: [config('c', [host('tls', ['a'], [], { requireTls: 'ALL' }), host('blackhole:80', ['*'], [])])],
    });
    expect(explainOne(of, 'c/tls').what).to.include('It has no routes: over https it answers 404.');
    expect(explainOne(of, 'c/blackhole:80').what).to.include('It has no routes: it answers 404 to everything else.');
  });

  it('lists virtual hosts whose domains overlap, and the same domain elsewhere', () => {
    const of = snapshot({
      routeConfigs: [
        config('http.8080', [
          host('any', ['*']),
          host('wild', ['*.shop.com']),
          host('exact', ['a.shop.com']),
          host('prefix', ['a.*']),
          host('other', ['b.org']),
        ]),
        config('https.443.x.y.z', [host('wild:443', ['*.SHOP.com']), host('any:443', ['*'])]),
      ],
    });
    const rivals = explainOne(of, 'http.8080/wild').competes.map(({ selector, why }) => [selector, why.split(';')[0]]);
    expect(rivals).to.deep.equal([
      ['http.8080/any', 'its domain * gets what *.shop.com does not fit'],
      ['http.8080/exact', 'its domain a.shop.com goes before *.shop.com for hosts that fit both'],
      ['http.8080/prefix', 'its domain a.* gets what *.shop.com does not fit'],
      ['https.443.x.y.z/wild:443', 'the domain *.SHOP.com in https.443.x.y.z'],
    ]);
  });

  it('tells who uses a cluster, and its siblings', () => {
    const of = snapshot({
      routeConfigs: [
        config('c', [
          host(
            'h',
            ['h'],
            [
              route('prefix /a'),
              route('prefix /b', {
                action: { kind: 'forward', cluster: { kind: 'cluster', name: v1 }, mirrors: [{ cluster: web }] },
              }),
            ],
          ),
        ]),
      ],
      listeners: [listener(80, [chain(tcp(web))])],
      clusters: [
        cluster(web),
        cluster(web, { state: 'warming' }),
        cluster(v1),
        cluster('outbound|90||web.shop.svc.cluster.local'),
      ],
    });
    const [active, warming] = explain(of, provenance(of), web).objects;
    expect(active?.what.slice(2)).to.deep.equal([
      '1 route sends to it: c/h/0.',
      '1 route mirrors to it: c/h/1.',
      '1 filter chain sends to it: 0.0.0.0_80#0.',
    ]);
    expect(active?.competes.map(({ why }) => why)).to.deep.equal([
      'the same cluster, warming',
      'subset v1 of the same port',
      'port 90 of the same host',
    ]);
    expect(warming?.what).to.include('It is warming: until it is ready, the active cluster of its name serves.');
  });

  it('does not claim that a cluster is unused where the input cannot tell', () => {
    expect(explainOne(snapshot({ clusters: [cluster(web)] }), web).what).to.include(
      'What uses it cannot be told from this input.',
    );
    const whole = snapshot({ clusters: [cluster(web)], routeConfigs: [], listeners: [] });
    expect(explainOne(whole, web).what).to.include('No route or filter chain of the input names it.');
  });

  it('tells the state of a listener, with the words of Envoy', () => {
    const of = snapshot({
      listeners: [listener(80, [], { state: 'error', error: { details: 'duplicate matchers' } })],
    });
    expect(explainOne(of, ':80').what).to.deep.equal([
      'Listener on 0.0.0.0, port 80 (TCP).',
      'Envoy rejected it: it takes no connections.',
      'Envoy rejected its last update: duplicate matchers',
      'It has no filter chains.',
    ]);
  });

  it('tells what a chain takes and where it leads', () => {
    const secured = chain(rds('missing'), {
      match: { serverNames: ['a.com'], transportProtocol: 'tls' },
      transportSocket: 'envoy.transport_sockets.tls',
      tls: { secrets: ['kubernetes://a'], validation: [], requireClientCertificate: true },
    });
    const of = snapshot({
      routeConfigs: [],
      listeners: [
        listener(443, [
          secured,
          chain(tcp(web), { match: { serverNames: ['*.com'] } }),
          chain(tcp(web), { match: { serverNames: ['b.org'] } }),
          chain(tcp(web), { isDefault: true }),
        ]),
      ],
    });
    const object = explainOne(of, ':443#0');
    expect(object.what.slice(1)).to.deep.equal([
      'It takes TLS connections that ask for a.com, unless another chain is more specific.',
      'TLS is terminated here with the certificate of kubernetes://a; a client certificate is required.',
      'HTTP: requests are routed by route configuration missing.',
      'The input holds no route configuration missing; if the proxy has none either, it answers 404.',
    ]);
    expect(object.competes.map(({ selector }) => selector)).to.deep.equal(['0.0.0.0_443#1', '0.0.0.0_443#3']);
  });
});

describe('explain --host', () => {
  const of = snapshot({
    routeConfigs: [
      config('http.8080', [
        host('any', ['*'], [route('prefix /')]),
        host(
          'shop:80',
          ['shop.com'],
          [
            route('prefix /cart', { match: header }),
            route('regex /c.*'),
            route('path /other'),
            route('prefix /c'),
            route('prefix /'),
          ],
        ),
      ]),
      config('https.443.x.y.z', [host('shop:443', ['shop.com'], [], { requireTls: 'ALL' })]),
      config('tenants', [host('t', ['t.com'])], { vhostHeader: 'x-tenant' }),
    ],
    listeners: [
      listener(8080, [chain(rds('http.8080'))]),
      listener(8443, [chain(rds('https.443.x.y.z'))]),
      listener(9000, [chain(rds('tenants'))]),
    ],
  });
  const ask = (selector: { host: string; path?: string; port?: number }): ReturnType<typeof explain> =>
    explain(of, provenance(of), selector);

  it('shows the chosen virtual host of each port, then its candidates up to the first that takes all', () => {
    const result = ask({ host: 'shop.com', path: '/cart?x=1' });
    expect(result.selector).to.equal('--host shop.com --path /cart?x=1');
    expect(result.objects.map(({ selector }) => selector)).to.deep.equal([
      'http.8080/shop:80',
      'http.8080/shop:80/0',
      'http.8080/shop:80/1',
      'http.8080/shop:80/3',
      'https.443.x.y.z/shop:443',
      'tenants',
    ]);
    const [chosen, first, pattern, last, , tenants] = result.objects.map(({ what }) => what);
    expect(chosen?.[0]).to.equal(
      'For the host shop.com Envoy chooses it, by its domain shop.com; 1 less specific domain would fit as well.',
    );
    expect(first?.[0]).to.equal('The path /cart?x=1 fits, if this holds too: header x-user.');
    expect(pattern?.[0]).to.equal('The path /cart?x=1 may fit (the pattern was not run).');
    expect(last?.slice(0, 2)).to.deep.equal([
      'The path /cart?x=1 fits.',
      'Whatever reaches it, it takes; never reached with this path: 1 later route that may fit it.',
    ]);
    expect(tenants?.[0]).to.contain('by the header x-tenant');
    expect(result.objects[0]?.competes).to.deep.equal([
      { selector: 'http.8080/any', why: 'its domain * fits shop.com too, but is less specific' },
    ]);
  });

  const cases: readonly (readonly [{ host: string; path?: string; port?: number }, readonly string[]])[] = [
    [{ host: 'shop.com', port: 443 }, ['https.443.x.y.z/shop:443']],
    [{ host: 'shop.com', port: 8443 }, ['https.443.x.y.z/shop:443']],
    [{ host: 'shop.com', port: 80 }, ['http.8080/shop:80']],
    [{ host: 'other.com', port: 8080, path: '/' }, ['http.8080/any', 'http.8080/any/0']],
    [{ host: 'other.com', port: 9000 }, ['tenants']],
    [{ host: 'other.com', port: 81 }, []],
  ];
  for (const [selector, found] of cases) {
    it(JSON.stringify(selector), () => {
      const names = ask(selector).objects.map((object) => object.selector);
      expect(names).to.deep.equal(found);
    });
  }

  it('says so when none of the routes can take the path', () => {
    const strict = snapshot({ routeConfigs: [config('c', [host('h', ['h'], [route('path /a')])])] });
    const [only, ...others] = explain(strict, provenance(strict), { host: 'h', path: '/b' }).objects;
    expect(only?.what).to.include('None of its routes can take the path /b: it is answered 404.');
    expect(others).to.deep.equal([]);
  });
});
