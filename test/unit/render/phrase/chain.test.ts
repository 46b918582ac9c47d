import { expect } from 'chai';
import type { ChainTargetRow, FilterChainMatch } from '../../../../lib/model/index.ts';
import {
  chainMatchWords,
  chainTargetWords,
  clusterWords,
  downstreamTlsWords,
  endpointWords,
} from '../../../../lib/render/phrase/index.ts';

describe('chainMatchWords', () => {
  const table: readonly (readonly [string, FilterChainMatch, boolean, string])[] = [
    ['anything', {}, false, 'ALL'],
    ['the default chain', {}, true, 'ALL (default chain)'],
    [
      'SNI',
      { serverNames: ['*.shop.example.com', 'shop.example.com'] },
      false,
      'SNI: *.shop.example.com,shop.example.com',
    ],
    [
      "istioctl's parts",
      {
        transportProtocol: 'tls',
        applicationProtocols: ['h2', 'http/1.1'],
        prefixRanges: ['10.0.0.0/8'],
        destinationPort: 443,
      },
      false,
      'Trans: tls; App: h2,http/1.1; Addr: 10.0.0.0/8:443',
    ],
    ['a port alone', { destinationPort: 15006 }, false, 'Addr: *:15006'],
    [
      'what istioctl does not print',
      {
        sourcePrefixRanges: ['10.1.0.0/16'],
        sourcePorts: [1, 2],
        sourceType: 'EXTERNAL',
        directSourcePrefixRanges: ['10.2.0.0/16'],
        unsupported: [{ kind: 'unsupported', field: 'address_suffix', raw: 'x' }],
      },
      false,
      'direct source: 10.2.0.0/16; source type: EXTERNAL; source: 10.1.0.0/16; source port: 1,2; unsupported address_suffix',
    ],
  ];
  for (const [name, match, isDefault, wanted] of table) {
    it(name, () => expect(chainMatchWords(match, isDefault)).to.equal(wanted));
  }
});

describe('chainTargetWords', () => {
  const clusters = clusterWords(false, new Set());
  const http = { kind: 'http', statPrefix: 's', httpFilters: [] } as const;
  const mongo = { kind: 'cluster', name: 'outbound|27017||mongo.data.svc.cluster.local' } as const;
  const table: readonly (readonly [ChainTargetRow, string | null, string])[] = [
    [{ ...http, routes: { kind: 'rds', routeConfigName: 'http.8080' } }, 'http.8080', 'Route: http.8080'],
    [{ ...http, routes: { kind: 'rds', routeConfigName: 'http.8080' } }, null, 'Route: http.8080'],
    [{ ...http, routes: { kind: 'scoped', name: 's' } }, null, 'Scoped Routes: s'],
    [{ ...http, routes: { kind: 'none' } }, null, 'HTTP without routes'],
    [{ kind: 'tcp', statPrefix: 's', cluster: mongo }, null, 'Cluster: mongo.data:27017'],
    [
      { kind: 'tcp', statPrefix: 's', cluster: mongo, sniCluster: true },
      null,
      'Cluster: mongo.data:27017 (replaced by the cluster named in the SNI)',
    ],
    [
      { kind: 'other', filter: 'envoy.filters.network.redis_proxy' },
      null,
      'Non-HTTP/Non-TCP: envoy.filters.network.redis_proxy',
    ],
    [{ kind: 'other', filter: null }, null, '(no filters)'],
  ];
  for (const [target, routeConfig, wanted] of table) {
    it(wanted, () => expect(chainTargetWords(target, routeConfig, clusters)).to.equal(wanted));
  }
});

describe('facts that may be unknown', () => {
  it('never says none for unknown', () => {
    expect(endpointWords(null)).to.equal('unknown');
    expect(endpointWords({ total: 0, healthy: 0, from: 'eds' })).to.equal('none');
    expect(endpointWords({ total: 3, healthy: 2, from: 'eds' })).to.equal('2/3 healthy');
  });

  it('tells plain text from TLS without a named secret', () => {
    const none = { secrets: [], validation: [], requireClientCertificate: null };
    expect(downstreamTlsWords(undefined, null)).to.equal('-');
    expect(downstreamTlsWords(none, 'tls')).to.equal('TLS (no secret named)');
    expect(
      downstreamTlsWords(
        { ...none, secrets: ['a'], validation: ['a-cacert'], requireClientCertificate: true, inlineCertificates: 1 },
        'tls',
      ),
    ).to.equal('a; 1 inline certificate; verified by a-cacert; client certificate required');
  });
});
