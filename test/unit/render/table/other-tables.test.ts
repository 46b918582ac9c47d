import { expect } from 'chai';
import type { ClusterRow, ListenerRow } from '../../../../lib/model/index.ts';
import { render } from '../../../../lib/render/index.ts';
import { clusterRow, envelope, joined, listenerRow, PROXY, resource, source } from '../documents.ts';

const PIPE = { width: null, color: false, wide: false } as const;
const columnsOf = (line: string): readonly string[] => line.split(/ {2,}/);

async function clusters(rows: readonly ClusterRow[], wide = false): Promise<readonly string[]> {
  const document = envelope({ proxy: PROXY, gaps: [], clusters: rows, filtered: 2 });
  return joined(await render('table', { kind: 'clusters', envelope: document }, { ...PIPE, wide })).split('\n');
}

async function listeners(rows: readonly ListenerRow[], wide = false): Promise<readonly string[]> {
  const document = envelope({ proxy: PROXY, gaps: [], listeners: rows, filtered: 0 });
  return joined(await render('table', { kind: 'listeners', envelope: document }, { ...PIPE, wide })).split('\n');
}

describe('clusters table', () => {
  it("holds istioctl's columns, endpoints and the source", async () => {
    const builtIn = source({ status: 'synthetic', resource: null, reason: 'the agent beside Envoy' });
    const lines = await clusters([
      clusterRow(),
      clusterRow({
        name: 'agent',
        type: 'STATIC',
        parts: null,
        endpoints: null,
        destinationRule: null,
        source: builtIn,
      }),
      clusterRow({
        destinationRule: source({ resource: resource('DestinationRule', 'default', 'all'), confidence: 'likely' }),
      }),
    ]);
    expect(lines.slice(0, 4).map(columnsOf)).to.deep.equal([
      ['SERVICE FQDN', 'PORT', 'SUBSET', 'DIRECTION', 'TYPE', 'ENDPOINTS', 'DESTINATION RULE', 'SOURCE'],
      [
        'grafana.default.svc.cluster.local',
        '80',
        'v1',
        'outbound',
        'EDS',
        '2/3 healthy',
        'default/grafana',
        'Service default/grafana',
      ],
      ['agent', '-', '-', '-', 'STATIC', 'unknown', '-', '(built-in: the agent beside Envoy)'],
      [
        'grafana.default.svc.cluster.local',
        '80',
        'v1',
        'outbound',
        'EDS',
        '2/3 healthy',
        'default/all (likely)',
        'Service default/grafana',
      ],
    ]);
    expect(lines.at(-2)).to.equal('3 clusters (2 attributed, 1 built-in); endpoints unknown for 1; 2 filtered out');
  });

  it('tells limits, TLS and state in wide', async () => {
    const lines = await clusters(
      [
        clusterRow({
          state: null,
          connectTimeout: '10s',
          transportSocketMatches: [
            {
              name: 'envoy.transport_sockets.tls',
              matchName: 'tlsMode-istio',
              match: { tlsMode: 'istio' },
              tls: { sni: 'outbound_.80_._.x', secrets: ['default'], validation: ['ROOTCA'], verifiesPeer: true },
            },
            { name: 'envoy.transport_sockets.raw_buffer', matchName: 'tlsMode-disabled', match: {} },
          ],
          circuitBreakers: [{ priority: 'DEFAULT', maxConnections: 100, maxRequests: 4_294_967_295 }],
          outlierDetection: { consecutive5xx: 5, maxEjectionPercent: 50, other: { enforcingSuccessRate: 0 } },
          panicThreshold: 0,
        }),
      ],
      true,
    );
    const row = lines[1] ?? '';
    expect(columnsOf(row)[8], 'STATE').to.equal('unknown');
    expect(row).to.include(
      'TLS (SNI outbound_.80_._.x; secret default; verified by ROOTCA) for endpoints tlsMode=istio; ' +
        'envoy.transport_sockets.raw_buffer for endpoints (any)',
    );
    expect(row).to.include(
      'LEAST_REQUEST; connect timeout 10s; panic threshold 0%; at most connections 100; ' +
        'outlier detection: consecutive 5xx 5, at most 50%, {"enforcingSuccessRate":0}',
    );
    expect(row).to.include('outbound|80|v1|grafana.default.svc.cluster.local');
  });
});

describe('listeners table', () => {
  it('has a row for each filter chain', async () => {
    const [chain] = listenerRow().filterChains;
    const plain = { ...chain!, index: 1, isDefault: true, match: {}, transportSocket: null };
    const lines = await listeners([listenerRow({ filterChains: [chain!, { ...plain, tls: chain!.tls! }] })]);
    expect(lines.slice(0, 3).map(columnsOf)).to.deep.equal([
      ['ADDRESS', 'PORT', 'MATCH', 'DESTINATION', 'TLS SECRET', 'SOURCE', 'STATE'],
      [
        '0.0.0.0',
        '8443',
        'SNI: shop.example.com',
        'Route: https.443.https-shop.shop.shop',
        'kubernetes://shop-cert',
        'Gateway shop/shop',
        'unknown',
      ],
      [
        '0.0.0.0',
        '8443',
        'ALL (default chain)',
        'Route: https.443.https-shop.shop.shop',
        'kubernetes://shop-cert',
        'Gateway shop/shop',
        'unknown',
      ],
    ]);
    expect(lines.at(-2)).to.equal('1 listener with 2 filter chains (2 attributed)');
  });

  it('has a row for a listener without chains, and tells what Envoy refused', async () => {
    const lines = await listeners([
      listenerRow({
        filterChains: [],
        state: 'error',
        port: null,
        address: null,
        error: { details: 'no such secret' },
      }),
    ]);
    expect(columnsOf(lines[1] ?? '')).to.deep.equal([
      '-',
      '-',
      '-',
      '-',
      '-',
      'Gateway shop/shop',
      'error: no such secret',
    ]);
    expect(lines.at(-2)).to.equal('1 listener with 0 filter chains (1 attributed); 1 listener with a rejected update');
  });

  it('names the Gateway that a VirtualService is attached through', async () => {
    const [chain] = listenerRow().filterChains;
    const made = source({ gateways: [{ ...resource('Gateway', 'shop', 'shop'), server: 'tls' }] });
    const lines = await listeners([listenerRow({ filterChains: [{ ...chain!, source: made }] })]);
    expect(lines[1]).to.include('VirtualService default/bookinfo via Gateway shop/shop tls');
  });

  it('lists filters and settings in wide', async () => {
    const lines = await listeners(
      [listenerRow({ bindToPort: false, useOriginalDst: true, trafficDirection: 'INBOUND' })],
      true,
    );
    expect(lines[1]).to.include('envoy.filters.listener.tls_inspector, envoy.filters.http.router');
    expect(lines[1]).to.include('INBOUND; not bound to its port; hands over by original destination; ALPN h2');
  });
});
