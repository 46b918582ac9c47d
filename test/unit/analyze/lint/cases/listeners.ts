import { SECTIONS } from '../../../../../lib/model/index.ts';
import { cluster, config, listener } from '../../build.ts';
import { READY, WEB, gateway, http, r, router, secret, tlsGateway, vh } from '../gateway.ts';
import type { Cases } from './case.ts';

const a = 'a.example.com';
const b = 'b.example.com';
const site = (domain: string) => [vh(domain, [r('prefix /', 'shop/web')])];
const two = (left: string, right: string) =>
  tlsGateway([
    { names: [a], hosts: site(a), secret: left },
    { names: [b], hosts: site(b), secret: right },
  ]);
const only = (name: string, parts: object = {}) =>
  tlsGateway([{ names: [name], hosts: site(name), secret: 'cert', ...parts }]);
const rules = (action: string, policies: object) => ({
  name: 'envoy.filters.http.rbac',
  type: 'envoy.extensions.filters.http.rbac.v3.RBAC',
  config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC', rules: { action, policies } },
});
const ANY = {
  permissions: [{ and_rules: { rules: [{ any: true }] } }],
  principals: [{ and_ids: { ids: [{ any: true }] } }],
};
const GETS = {
  permissions: [{ header: { name: ':method', string_match: { exact: 'OPTIONS' } } }],
  principals: [{ any: true }],
};
const CORS = { name: 'envoy.filters.http.cors', type: 'envoy.extensions.filters.http.cors.v3.Cors' };
const filtered = (...httpFilters: readonly object[]) =>
  gateway({
    hosts: [
      vh('shop.example.com', [
        r('prefix /', 'shop/web', { perFilterConfig: { 'envoy.filters.http.cors': { allow_methods: 'GET' } } }),
      ]),
    ],
    listeners: [listener(8080, [http('http.8080', { httpFilters })]), READY],
  });

export const LISTENER_CASES: Cases = {
  'no-gateway-listener': {
    fires: gateway({ listeners: [READY] }),
    silent: gateway(),
    unclear: { ...gateway({ listeners: [READY] }), partial: true, damaged: new Set(SECTIONS) },
  },
  'listener-rejected': {
    fires: gateway({
      listeners: [
        listener(8080, [http('http.8080')], {
          error: {
            details: 'filter chain 1 has the same matching rules as 0',
            lastUpdateAttempt: '2026-11-22T10:00:00Z',
          },
        }),
        READY,
      ],
    }),
    silent: gateway(),
  },
  'resource-warming': {
    fires: gateway({ more: [cluster('outbound|80||slow.shop.svc.cluster.local', { state: 'warming' })] }),
    silent: gateway(),
  },
  'secret-missing': {
    fires: tlsGateway([{ names: [a], hosts: site(a), secret: 'kubernetes://gone' }], { secrets: [] }),
    silent: only(a),
  },
  'cert-mismatch-or-expired': {
    fires: tlsGateway([{ names: [a], hosts: site(a), secret: 'cert' }], {
      secrets: [secret('cert', ['*.example.net'])],
    }),
    silent: only(a),
  },
  'no-vhost-for-sni-host': {
    fires: tlsGateway([{ names: [a, b], hosts: site(a), secret: 'cert' }]),
    silent: only(a),
  },
  'h2-coalescing-404': {
    fires: two('cert', 'cert'),
    silent: tlsGateway([{ names: [a, b], hosts: [...site(a), ...site(b)], secret: 'cert' }]),
  },
  'plaintext-on-tls-port': {
    fires: gateway({ listeners: [listener(8443, [http('http.8080')]), READY] }),
    silent: gateway(),
  },
  'authz-allow-nothing': {
    fires: filtered(rules('DENY', { 'ns[shop]-policy[deny-all]-rule[0]': ANY })),
    silent: filtered(rules('ALLOW', { 'ns[shop]-policy[allow-all]-rule[0]': ANY })),
  },
  'cors-after-auth': {
    fires: filtered(rules('DENY', { 'ns[shop]-policy[get-only]-rule[0]': GETS }), CORS),
    silent: filtered(CORS, rules('DENY', { 'ns[shop]-policy[get-only]-rule[0]': GETS })),
  },
  'vhost-outside-sni': {
    fires: tlsGateway([{ names: [a], hosts: [...site(a), ...site(b)], secret: 'cert' }]),
    silent: only(a),
  },
  'readiness-listener-missing': {
    fires: gateway({ listeners: [listener(8080, [http('http.8080')])] }),
    silent: gateway(),
  },
  'weak-downstream-tls': {
    fires: only(a, { parts: { minVersion: 'TLSv1_0' } }),
    silent: only(a, { parts: { minVersion: 'TLSv1_2' } }),
  },
  'version-skew': {
    fires: gateway({
      proxy: router({ istioVersion: '1.20.0' }),
      hosts: [vh('shop.example.com', [r('prefix /', 'shop/web')], { includeRequestAttemptCount: true })],
      clusters: [cluster(WEB, { altStatName: `${WEB};`, panicThreshold: 0 })],
      listeners: [listener(8080, [http('http.8080', { statPrefix: 'outbound_0.0.0.0_8080;' })]), READY],
    }),
    silent: gateway(),
  },
  'trusted-hops-hint': {
    fires: gateway({ hosts: [vh('shop.example.com', [], { requireTls: 'ALL' })] }),
    silent: gateway(),
  },
  'sni-required': { fires: only(a), silent: gateway() },
  'sni-precedence': {
    fires: tlsGateway([
      { names: ['*.example.com'], hosts: site('*.example.com'), secret: 'cert' },
      { names: [a], hosts: site(a), secret: 'cert', parts: { requireClientCertificate: true, validation: ['ca'] } },
    ]),
    silent: tlsGateway([
      { names: ['*.example.com'], hosts: site('*.example.com'), secret: 'cert' },
      { names: [a], hosts: site(a), secret: 'cert' },
    ]),
  },
  'health-probe-unrouted': { fires: gateway(), silent: gateway({ hosts: [vh('*', [r('prefix /', 'shop/web')])] }) },
  'rds-missing': {
    fires: gateway({ listeners: [listener(8080, [http('http.8080')]), listener(9090, [http('http.9090')]), READY] }),
    silent: gateway(),
  },
  'rds-orphan': {
    fires: gateway({ routeConfigs: [config('http.8080', site('shop.example.com')), config('http.9090', site(a))] }),
    silent: gateway(),
  },
  'partial-dump': { fires: { ...gateway(), sections: new Set(['routes', 'bootstrap'] as const) }, silent: gateway() },
};
