import { SECTIONS } from '../../../../../lib/model/index.ts';
import type { Cluster } from '../../../../../lib/model/index.ts';
import { cluster } from '../../build.ts';
import { API, WEB, endpoints, gateway, r, vh } from '../gateway.ts';
import type { Cases } from './case.ts';

const to = (name: string, ...more: readonly Cluster[]) =>
  gateway({ hosts: [vh('shop.example.com', [r('prefix /', 'shop/web', { to: name })])], more });
const web = (parts: Partial<Cluster>, ...lists: Parameters<typeof endpoints>[]) =>
  gateway({
    clusters: [cluster(WEB, { panicThreshold: 0, ...parts }), cluster(API, { panicThreshold: 0 })],
    ...(lists.length === 0 ? {} : { endpoints: lists.map((list) => endpoints(...list)) }),
  });
const SECURE = 'outbound|443||payments.pay.svc.cluster.local';
const SIMPLE = {
  name: 'envoy.transport_sockets.tls',
  tls: { secrets: [], validation: [], verifiesPeer: false, sni: 'web.example.com' },
};
const MUTUAL = {
  name: 'envoy.transport_sockets.tls',
  tls: { secrets: ['default'], validation: ['ROOTCA'], verifiesPeer: true, sni: 'outbound_.80_._.web' },
};
const BARE = { address: '10.0.0.9:8080', health: 'HEALTHY', workload: 'web;shop' };
const many = (namespace: string) =>
  Array.from({ length: 4 }, (_, at) =>
    r(`prefix /s${String(at)}`, 'shop/web', { to: `outbound|80||s${String(at)}.${namespace}.svc.cluster.local` }),
  );

export const CLUSTER_CASES: Cases = {
  'cluster-not-found': {
    fires: to('outbound|80|nosuch|web.shop.svc.cluster.local'),
    silent: to(WEB),
    unclear: { ...to('outbound|80|nosuch|web.shop.svc.cluster.local'), partial: true, damaged: new Set(SECTIONS) },
  },
  'clusters-missing-systemic': {
    fires: gateway({ hosts: [vh('shop.example.com', many('hidden'))] }),
    silent: gateway({ hosts: [vh('shop.example.com', many('hidden').slice(0, 1))] }),
  },
  'no-endpoints': {
    fires: web({}, [WEB], [API, '10.0.0.2:8080']),
    silent: web({ type: 'STRICT_DNS' }, [WEB], [API, '10.0.0.2:8080']),
    unclear: web({}, [API, '10.0.0.2:8080']),
  },
  'endpoints-unhealthy': {
    fires: web({}, [WEB, { address: '10.0.0.1:8080', health: 'UNHEALTHY' }]),
    silent: web({}, [WEB, { address: '10.0.0.1:8080', health: 'UNHEALTHY' }, '10.0.0.2:8080']),
  },
  'unknown-service': { fires: to('UnknownService'), silent: to(WEB) },
  'blackhole-target': { fires: to('BlackHoleCluster'), silent: to(WEB) },
  'original-dst-from-gateway': {
    fires: web({ type: 'ORIGINAL_DST' }),
    silent: web({ type: 'EDS' }),
  },
  'mirror-missing': {
    fires: gateway({
      hosts: [
        vh('shop.example.com', [
          r('prefix /', 'shop/web', { extra: { mirrors: [{ cluster: 'outbound|80||gone.shop.svc.cluster.local' }] } }),
        ]),
      ],
    }),
    silent: gateway({
      hosts: [vh('shop.example.com', [r('prefix /', 'shop/web', { extra: { mirrors: [{ cluster: API }] } })])],
    }),
  },
  'plaintext-to-tls-port': {
    fires: to(SECURE, cluster(SECURE, {})),
    silent: to(SECURE, cluster(SECURE, { transportSocket: SIMPLE })),
  },
  'tls-to-plain-port': {
    fires: web({ transportSocket: SIMPLE }),
    silent: web({ transportSocket: SIMPLE }, [WEB, '203.0.113.5:443']),
    unclear: web({ transportSocket: SIMPLE }, [API, '10.0.0.2:8080']),
  },
  'forced-mtls': {
    fires: web({ transportSocket: MUTUAL }, [WEB, '10.0.0.1:8080', BARE]),
    silent: web({ transportSocket: MUTUAL }),
    unclear: web({ transportSocket: MUTUAL }, [WEB, { address: '10.0.0.9:8080', health: 'HEALTHY' }]),
  },
  'upstream-no-verify': {
    fires: web({ transportSocket: SIMPLE }),
    silent: web({ transportSocket: { ...SIMPLE, tls: { ...SIMPLE.tls, verifiesPeer: true } } }),
  },
  'grpc-to-http1-cluster': {
    fires: gateway({ hosts: [vh('shop.example.com', [r('prefix /shop.v1.CartService/', 'shop/cart')])] }),
    silent: gateway({ hosts: [vh('shop.example.com', [r('prefix /v1.2/Cart/', 'shop/cart')])] }),
  },
  'outlier-can-eject-all': {
    fires: web({ outlierDetection: { consecutive5xx: 3, maxEjectionPercent: 100 } }),
    silent: web({ outlierDetection: { consecutive5xx: 3, maxEjectionPercent: 10 } }),
  },
  'tight-circuit-breaker': {
    fires: web({ circuitBreakers: [{ priority: 'DEFAULT', maxConnections: 1, maxRequests: 4294967295 }] }),
    silent: web({ circuitBreakers: [{ priority: 'DEFAULT', maxConnections: 100 }] }),
  },
};
