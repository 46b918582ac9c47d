import { expect } from 'chai';
import { clustersDocument } from '../../../../lib/analyze/inventory/index.ts';
import type { Filters } from '../../../../lib/analyze/inventory/index.ts';
import type { Cluster, ClusterEndpoints, EndpointSummary, LocalityEndpoints } from '../../../../lib/model/index.ts';
import { by, cluster, nobody, provenance, ref, snapshot } from '../build.ts';

function localities(...health: readonly string[]): LocalityEndpoints[] {
  return [
    {
      locality: '',
      priority: 0,
      endpoints: health.map((one, i) => ({ address: `10.0.0.${String(i)}:80`, health: one })),
    },
  ];
}

function listed(from: 'eds' | 'clusters', clusterName: string, ...health: readonly string[]): ClusterEndpoints {
  return { clusterName, from, localities: localities(...health), at: { document: 0, start: 0, end: 0 } };
}

describe('clusters document: endpoints', () => {
  const cases: readonly (readonly [string, Partial<Cluster>, readonly ClusterEndpoints[], EndpointSummary | null])[] = [
    ['are unknown where the input has none', {}, [], null],
    ['are unknown where it has those of others only', {}, [listed('eds', 'other', 'HEALTHY')], null],
    [
      'count by EDS',
      {},
      [listed('eds', 'c', 'HEALTHY', 'UNKNOWN', 'UNHEALTHY', 'DRAINING', 'DEGRADED')],
      { total: 5, healthy: 2, from: 'eds' },
    ],
    [
      'count by /clusters first, which knows of ejection',
      {},
      [listed('eds', 'c', 'HEALTHY'), listed('clusters', 'c', 'UNHEALTHY')],
      { total: 1, healthy: 0, from: 'clusters' },
    ],
    [
      'are looked up by the EDS service name',
      { edsServiceName: 's' },
      [listed('eds', 's', 'HEALTHY'), listed('eds', 'c')],
      { total: 1, healthy: 1, from: 'eds' },
    ],
    [
      'come from the cluster itself',
      { loadAssignment: localities('UNKNOWN') },
      [],
      { total: 1, healthy: 1, from: 'static' },
    ],
    [
      'are none where a static cluster has no load assignment',
      { type: 'STATIC' },
      [],
      { total: 0, healthy: 0, from: 'static' },
    ],
    [
      'are not none where the destination of the connection is the endpoint',
      { type: 'ORIGINAL_DST' },
      [listed('eds', 'c')],
      null,
    ],
    [
      'are not none where an extension finds them',
      { type: 'CUSTOM:envoy.clusters.dynamic_forward_proxy' },
      [listed('eds', 'c')],
      null,
    ],
    [
      'are none where DNS finds none',
      { type: 'STRICT_DNS' },
      [listed('clusters', 'c')],
      { total: 0, healthy: 0, from: 'clusters' },
    ],
    ['are none where EDS says so', {}, [listed('eds', 'c')], { total: 0, healthy: 0, from: 'eds' }],
  ];
  for (const [name, parts, endpoints, expected] of cases) {
    it(name, () => {
      const of = snapshot({ clusters: [cluster('c', parts)], endpoints });
      expect(clustersDocument(of, provenance(of)).clusters[0]?.endpoints).to.deep.equal(expected);
    });
  }
});

describe('clusters document: rows', () => {
  const names = [
    'outbound|9080||b.shop.svc.cluster.local',
    'outbound|80|v1|b.shop.svc.cluster.local',
    'outbound|80||b.shop.svc.cluster.local',
    'outbound|80||a.shop.svc.cluster.local',
    'inbound|8080||',
    'BlackHoleCluster',
  ];
  const clusters = names.map((name) => cluster(name, { loadAssignment: localities('HEALTHY') }));
  const of = snapshot({ clusters });
  const [nine, subset, plain, , , hole] = clusters;
  const rule = by(ref('DestinationRule', 'shop', 'b'));
  const facts = provenance(
    of,
    new Map([
      ...(plain === undefined ? [] : ([[plain.id, by(ref('Service', 'shop', 'b'))]] as const)),
      ...(hole === undefined ? [] : ([[hole.id, nobody()]] as const)),
    ]),
    new Map([subset, plain, hole].flatMap((one) => (one === undefined ? [] : [[one.id, rule] as const]))),
  );

  it('go by host, port and subset', () => {
    expect(clustersDocument(of, facts).clusters.map(({ name }) => name)).to.deep.equal([
      'BlackHoleCluster',
      'outbound|80||a.shop.svc.cluster.local',
      'outbound|80||b.shop.svc.cluster.local',
      'outbound|80|v1|b.shop.svc.cluster.local',
      'outbound|9080||b.shop.svc.cluster.local',
      'inbound|8080||',
    ]);
  });

  it('hold all of the cluster but its inside, and the parts of its name', () => {
    const row = clustersDocument(of, facts).clusters.find(({ name }) => name === nine?.name);
    expect(row).to.deep.include({
      lbPolicy: 'LEAST_REQUEST',
      parts: { direction: 'outbound', port: 9080, subset: '', host: 'b.shop.svc.cluster.local' },
      destinationRule: null,
    });
    expect(row).to.not.have.any.keys('id', 'at', 'loadAssignment');
  });

  const host = 'b.shop.svc.cluster.local';
  const cases: readonly (readonly [string, Filters, readonly number[]])[] = [
    ['host', { host: 'B.shop.svc.cluster.local' }, [2, 1, 0]],
    ['host is no substring', { host: 'b.sho' }, []],
    ['host as the table writes it', { host: 'b.shop' }, [2, 1, 0]],
    ['cluster by name', { cluster: `outbound|80|v1|${host}` }, [1]],
    ['cluster by host', { cluster: host }, [2, 1, 0]],
    ['port', { port: 80 }, [3, 2, 1]],
    ['source: its maker', { source: 'svc/shop/b' }, [2]],
    ['source: the rule it carries', { source: 'DestinationRule/shop/b' }, [5, 2, 1]],
    ['unattributed', { unattributed: true }, [5]],
    // A rule on it does not explain where an unattributed cluster comes from.
    ['unattributed of a rule', { unattributed: true, source: 'dr/shop/b' }, []],
    ['all at once', { host, port: 80, source: 'dr/shop/b', cluster: host }, [2, 1]],
  ];
  for (const [name, filters, expected] of cases) {
    it(`filter: ${name}`, () => {
      const result = clustersDocument(of, facts, filters);
      expect(result.clusters.map((row) => names.indexOf(row.name))).to.deep.equal(expected);
      expect(result.filtered).to.equal(names.length - expected.length);
    });
  }
});
