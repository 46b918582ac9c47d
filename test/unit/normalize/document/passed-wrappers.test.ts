import { expect } from 'chai';
import { memorySource } from '../../../../lib/base/source/index.ts';
import type { Counted } from '../../../../lib/model/index.ts';
import { readDocument } from '../../../../lib/normalize/document/read-document.ts';

const CLUSTERS = 'dynamic_active_clusters';
const ENDPOINTS = 'dynamicEndpointConfigs';

/** Resources met in a section that nobody asks for; the second number is the damages. */
function met(member: string, items: string, kind: Counted): readonly [number, number] {
  const text = `{"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump","${member}":[${items}]}]}`;
  const { parts } = readDocument(memorySource(Buffer.from(text)), 0, new Set(['routes']));
  expect(parts.clusters, 'nothing is built').to.deep.equal([]);
  const none = { routeConfigs: 0, virtualHosts: 0, routes: 0, listeners: 0, filterChains: 0, documents: 0 };
  const counts = parts.tally.close({ ...none, clusters: 0, endpoints: 0, secrets: 0 });
  return [counts[kind].in, parts.damages.length];
}

describe('normalize/document: wrappers of sections that are not needed', () => {
  const cases: readonly (readonly [name: string, member: string, items: string, kind: Counted, met: number])[] = [
    ['as Envoy writes them', CLUSTERS, '{"cluster":{"name":"a"},"last_updated":"x"}', 'clusters', 1],
    ['as older ones do', CLUSTERS, '{"version_info":"1","cluster":{}}, {"cluster":{}}', 'clusters', 2],
    ['in the other spelling', ENDPOINTS, '{"endpointConfig":{}}', 'endpoints', 1],
    ['without a resource', CLUSTERS, '{"last_updated":"x"}, {}', 'clusters', 0],
    ['a resource that is no object', CLUSTERS, '{"cluster":7}, {"cluster":[]}', 'clusters', 0],
    ['a resource of another section', CLUSTERS, '{"endpoint_config":{}}', 'clusters', 0],
    ['a key twice', CLUSTERS, '{"cluster":{},"cluster":{}}', 'clusters', 2],
    [
      'a fact that is no plain text',
      CLUSTERS,
      '{"version_info":"é","cluster":{}}, {"last_updated":1,"cluster":{}}',
      'clusters',
      2,
    ],
    ['a field of a newer Envoy', CLUSTERS, '{"cluster":{},"brand_new":[1]}', 'clusters', 1],
    ['a resource larger than the window', CLUSTERS, `{"cluster":{"a":"${'x'.repeat(2_000_000)}"}}`, 'clusters', 1],
  ];
  for (const [name, member, items, kind, count] of cases) {
    it(name, () => {
      expect(met(member, items, kind)).to.deep.equal([count, 0]);
    });
  }

  it('damage is seen as far as brackets and strings go', () => {
    const items = '\n {"cluster":{"a":[}}\n },\n {"cluster":{}\n }\n';
    expect(met(CLUSTERS, items, 'clusters')).to.deep.equal([2, 1]);
  });
});
