import { expect } from 'chai';
import { explain } from '../../../../lib/analyze/explain/index.ts';
import type { Attribution, EntityId } from '../../../../lib/model/index.ts';
import { by, chain, cluster, config, host, listener, provenance, rds, ref, route, snapshot, tcp } from '../build.ts';

const storefront = ref('VirtualService', 'shop', 'storefront');
const web = 'outbound|80||web.shop.svc.cluster.local';
const first = route('prefix /a');
const leaf = route('prefix /b');
const of = snapshot({
  routeConfigs: [
    config('http.8080', [
      host('shop.com:80', ['shop.com', 'www.shop.com'], [first, leaf]),
      host('odd/name', ['odd.com']),
      host('odd/name/0', ['odder.com']),
    ]),
    config('http.8080/odd', [host('name', ['x.com'])]),
    config('inbound|8080||', [host('inbound|http|8080', ['*'])]),
    config('twin', [host('__proto__', ['a.com'])]),
    config('twin', [host('__proto__', ['a.com'])]),
  ],
  listeners: [
    listener(8080, [chain(rds('http.8080'))]),
    listener(443, [chain(tcp(web)), chain(tcp(web))], { address: '10.0.0.1', name: 'a#b', label: 'a#b' }),
    listener(9443, [chain(tcp(web))], { address: 'fd00::1' }),
    listener(9443, [chain(tcp(web))], { state: 'draining' }),
  ],
  clusters: [cluster(web), cluster('inbound|8080||')],
});
const gateways = [{ ...ref('Gateway', 'shop', 'public'), server: 'http' }];
const webCluster = of.clusters[0]?.id;
const facts = provenance(
  of,
  new Map<EntityId, Attribution>([
    [first.id, by(storefront, { gateways })],
    [leaf.id, by(ref('VirtualService', 'shop', 'leaf'), { via: { ...storefront, path: 'http[1]' } })],
    ...(webCluster === undefined ? [] : [[webCluster, by(ref('ServiceEntry', 'shop', null))] as const]),
  ]),
  new Map(webCluster === undefined ? [] : [[webCluster, by(ref('DestinationRule', 'shop', 'web'))]]),
);

describe('explain: what a selector names', () => {
  const cases: readonly (readonly [selector: string, found: readonly string[]])[] = [
    ['http.8080/shop.com:80/1', ['route http.8080/shop.com:80/1']],
    ['http.8080/shop.com:80', ['virtualHost http.8080/shop.com:80']],
    ['http.8080/www.shop.com', ['virtualHost http.8080/shop.com:80']],
    ['http.8080/www.shop.com/1', ['route http.8080/shop.com:80/1']],
    ['http.8080', ['routeConfig http.8080']],
    // Names that hold slashes: the longest configuration, then the longest virtual host.
    ['http.8080/odd/name', ['virtualHost http.8080/odd/name']],
    ['http.8080/odd/name/0', ['route http.8080/odd/name/0']],
    ['http.8080/odd/name/0/0', ['route http.8080/odd/name/0/0']],
    ['inbound|8080||', ['routeConfig inbound|8080||', 'cluster inbound|8080||']],
    ['twin/__proto__', ['virtualHost twin/__proto__', 'virtualHost twin/__proto__']],
    [web, [`cluster ${web}`]],
    ['0.0.0.0_8080', ['listener 0.0.0.0_8080']],
    ['0.0.0.0:8080', ['listener 0.0.0.0_8080']],
    [':443', ['listener a#b']],
    ['10.0.0.1:443', ['listener a#b']],
    ['[fd00::1]:9443', ['listener 0.0.0.0_9443']],
    [':9443', ['listener 0.0.0.0_9443', 'listener 0.0.0.0_9443']],
    ['a#b#1', ['filterChain a#b#1']],
    [':443#0', ['filterChain a#b#0']],
    ['a#b', ['listener a#b']],
    [
      'VirtualService/shop/storefront',
      ['resource VirtualService/shop/storefront', 'route http.8080/shop.com:80/0', 'route http.8080/shop.com:80/1'],
    ],
    ['shop/leaf', ['resource VirtualService/shop/leaf', 'route http.8080/shop.com:80/1']],
    ['gw/shop/public', ['resource Gateway/shop/public']],
    ['dr/shop/web', ['resource DestinationRule/shop/web', `cluster ${web}`]],
    ['ServiceEntry/shop/any', ['resource ServiceEntry in shop, name unknown', `cluster ${web}`]],
  ];
  for (const [selector, found] of cases) {
    it(selector, () => {
      const { objects, nearest } = explain(of, facts, selector);
      expect(objects.map((object) => `${object.kind} ${object.selector}`)).to.deep.equal(
        found.map((one) => one.replace('resource ServiceEntry', 'resource a ServiceEntry')),
      );
      expect(nearest).to.deep.equal([]);
    });
  }

  it('is what every object calls itself', () => {
    for (const [selector] of cases) {
      for (const { kind, selector: own } of explain(of, facts, selector).objects) {
        // A nameless resource cannot be asked for by its name, and http.8080/odd hides a part of http.8080.
        if (own.startsWith('a ServiceEntry') || own.startsWith('http.8080/odd')) continue;
        const again = explain(of, facts, own).objects.map((object) => `${object.kind} ${object.selector}`);
        expect(again).to.include(`${kind} ${own}`);
      }
    }
  });

  const missing: readonly (readonly [selector: string, nearest: string])[] = [
    ['http.8081', 'http.8080'],
    ['http.8080/shop.com:80/2', 'http.8080/shop.com:80'],
    ['http.8080/shop.com:443', 'http.8080/shop.com:80'],
    ['shop.com', 'http.8080/shop.com:80'],
    ['web.shop.svc', web],
    ['VirtualService/shop/storefrnt', 'VirtualService/shop/storefront'],
    ['outbound|80||wbe.shop.svc.cluster.local', web],
    ['0.0.0.0_8081', '0.0.0.0_8080'],
    ['a#b#9', 'a#b'],
  ];
  for (const [selector, nearest] of missing) {
    it(`${selector} is nothing; ${nearest} is near`, () => {
      const result = explain(of, facts, selector);
      expect(result.objects).to.deep.equal([]);
      expect(result.nearest[0]).to.equal(nearest);
      expect(result.nearest.length).to.be.at.most(5);
    });
  }

  it('names nothing when nothing is near', () => {
    expect(explain(of, facts, 'q'.repeat(5000))).to.deep.include({ objects: [], nearest: [] });
    expect(explain(of, facts, '')).to.deep.include({ objects: [], nearest: [] });
  });

  it('says what the resource has to do with what it lists', () => {
    const say = (selector: string): readonly string[] => explain(of, facts, selector).objects[0]?.what ?? [];
    expect(say('vs/shop/storefront')).to.include('It made 1 route of this proxy.');
    expect(say('vs/shop/storefront')).to.include('It is the root that delegates 1 route.');
    expect(say('gw/shop/public')).to.include('Attached through it: 1 route.');
    expect(say('dr/shop/web')).to.include('It applies to 1 cluster.');
    expect(say('ServiceEntry/shop/any')).to.include('It may have made 1 cluster: the input leaves a choice.');
  });
});
