import { expect } from 'chai';
import { listenersDocument } from '../../../../lib/analyze/inventory/index.ts';
import type { Filters } from '../../../../lib/analyze/inventory/index.ts';
import { by, chain, config, host, listener, nobody, provenance, rds, ref, route, snapshot, tcp } from '../build.ts';

describe('listeners document', () => {
  const web = 'outbound|80||web.shop.svc.cluster.local';
  const vault = 'outbound|443||vault.shop.svc.cluster.local';
  const inline = config('', [], { label: 'unnamed:backend', via: 'static' });
  const shop = chain(rds('https.443.https.gw.shop'), { match: { serverNames: ['shop.com'] } });
  const wild = chain(tcp(vault), { match: { serverNames: ['*.shop.com'] } });
  const plain = chain(rds('http.8080'));
  const probe = chain({
    kind: 'http',
    statPrefix: '',
    routes: { kind: 'inline', routeConfigId: inline.id },
    httpFilters: [],
  });
  const fallback = chain(tcp('BlackHoleCluster'), { isDefault: true, name: 'blackhole' });
  const of = snapshot({
    routeConfigs: [
      config('http.8080', [host('shop.com:80', ['shop.com'], [route('prefix /')])]),
      config('https.443.https.gw.shop', [host('shop.com:443', ['shop.com'], [route('prefix /')])]),
      inline,
    ],
    listeners: [
      listener(8080, [plain]),
      listener(8443, [shop, wild, fallback]),
      listener(15021, [probe]),
      listener(null, [], {
        label: 'connect_originate',
        name: 'connect_originate',
        address: null,
        protocol: 'internal',
      }),
    ],
  });
  const ids = of.listeners.map(({ id }) => id);
  const facts = provenance(
    of,
    new Map([
      [shop.id, by(ref('Gateway', 'shop', 'gw'))],
      [wild.id, by(ref('Gateway', 'shop', 'gw'))],
      [fallback.id, nobody()],
      ...(ids[0] === undefined ? [] : ([[ids[0], by(ref('Gateway', 'shop', 'plain'))]] as const)),
    ]),
  );
  const shape = (filters: Filters): [string, string[]][] =>
    listenersDocument(of, facts, filters).listeners.map((row) => [
      row.listener,
      row.filterChains.map(({ label }) => label),
    ]);

  it('holds every listener with every chain, each with a label and its route configuration', () => {
    const { listeners, filtered } = listenersDocument(of, facts);
    expect(
      listeners.map((row) => [row.listener, row.filterChains.map((one) => [one.label, one.routeConfig])]),
    ).to.deep.equal([
      ['0.0.0.0_8080', [['any', 'http.8080']]],
      [
        '0.0.0.0_8443',
        [
          ['shop.com', 'https.443.https.gw.shop'],
          ['*.shop.com', null],
          ['blackhole', null],
        ],
      ],
      ['0.0.0.0_15021', [['any', 'unnamed:backend']]],
      ['connect_originate', []],
    ]);
    expect(filtered).to.equal(0);
    expect(listeners[0]).to.not.have.any.keys('id', 'at', 'label');
    expect(listeners[0]?.filterChains[0]).to.not.have.property('id');
  });

  it('tells chains without a match of one listener apart', () => {
    const twins = snapshot({
      listeners: [listener(80, [chain(tcp('a')), chain(tcp('b')), chain(tcp('c'), { isDefault: true })])],
    });
    const [row] = listenersDocument(twins, provenance(twins)).listeners;
    expect(row?.filterChains.map(({ label }) => label)).to.deep.equal(['any #0', 'any #1', 'default chain']);
  });

  const cases: readonly (readonly [string, Filters, [string, string[]][], number])[] = [
    ['bound port', { port: 8443 }, [['0.0.0.0_8443', ['shop.com', '*.shop.com', 'blackhole']]], 3],
    [
      'port declared in a route configuration',
      { port: 443 },
      [['0.0.0.0_8443', ['shop.com', '*.shop.com', 'blackhole']]],
      3,
    ],
    ['port declared by a virtual host', { port: 80 }, [['0.0.0.0_8080', ['any']]], 5],
    ['server name', { host: 'A.shop.com', port: 8443 }, [['0.0.0.0_8443', ['*.shop.com', 'blackhole']]], 4],
    ['server name as written', { host: '*.shop.com' }, [['0.0.0.0_8443', ['*.shop.com']]], 5],
    ['route configuration', { routeConfig: 'unnamed:backend' }, [['0.0.0.0_15021', ['any']]], 5],
    ['cluster of a TCP chain', { cluster: vault }, [['0.0.0.0_8443', ['*.shop.com']]], 5],
    [
      'cluster over routes',
      { cluster: 'web.shop.svc.cluster.local' },
      [
        ['0.0.0.0_8080', ['any']],
        ['0.0.0.0_8443', ['shop.com']],
      ],
      4,
    ],
    ['source of chains', { source: 'gw/shop/gw' }, [['0.0.0.0_8443', ['shop.com', '*.shop.com']]], 4],
    ['source of the listener, which stays whole', { source: 'shop/plain' }, [['0.0.0.0_8080', ['any']]], 5],
    ['unattributed', { unattributed: true }, [['0.0.0.0_8443', ['blackhole']]], 5],
    ['nothing', { cluster: web, port: 15021 }, [], 6],
  ];
  for (const [name, filters, expected, filtered] of cases) {
    it(`filter: ${name}`, () => {
      expect(shape(filters)).to.deep.equal(expected);
      expect(listenersDocument(of, facts, filters).filtered).to.equal(filtered);
    });
  }
});
