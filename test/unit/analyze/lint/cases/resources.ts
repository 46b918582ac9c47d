import type { Listener, RouteConfiguration, VirtualHost } from '../../../../../lib/model/index.ts';
import { cluster, config, host, listener } from '../../build.ts';
import { READY, WEB, gateway, http, r, vh } from '../gateway.ts';
import type { Given } from '../given.ts';
import type { Cases } from './case.ts';

const meta = (name: string, day: number, namespace = 'shop') =>
  `metadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: "2026-01-${String(day).padStart(2, '0')}T00:00:00Z"}`;
const gw = (name: string, day: number, ...servers: readonly string[]) =>
  `apiVersion: networking.istio.io/v1\nkind: Gateway\n${meta(name, day)}\nspec:\n  selector: {istio: ingressgateway}\n  servers:\n${servers.map((server) => `  - ${server}\n`).join('')}---\n`;
const vs = (name: string, day: number, hosts: string, body: string, gateways = '[shop/gw]') =>
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\n${meta(name, day)}\nspec:\n  hosts: ${hosts}\n  gateways: ${gateways}\n${body}\n---\n`;
const SERVICES = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: gateway, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, ports: [{name: http, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: 8443}, {name: tcp, port: 31400, targetPort: 31400}]}
---
apiVersion: v1
kind: Pod
metadata: {name: gw, namespace: istio-system, labels: {istio: ingressgateway}}
spec: {containers: [{name: app}]}
---
`;
const HTTP = '{port: {number: 80, name: http, protocol: HTTP}, hosts: ["shop.example.com"]}';
const GW = gw('gw', 1, HTTP);
const ROUTE = '  http: [{route: [{destination: {host: web.shop.svc.cluster.local}}]}]';
const WEB_VS = vs('web', 2, '[shop.example.com]', ROUTE);

interface Parts {
  readonly hosts?: readonly VirtualHost[];
  readonly configs?: readonly RouteConfiguration[];
  readonly listeners?: readonly Listener[];
  readonly clusters?: Parameters<typeof gateway>[0] extends infer T ? T : never;
}

function given(yaml: string, { hosts, configs, listeners }: Parts = {}): Given {
  const routeConfigs = configs ?? [config('http.8080', hosts ?? [vh('shop.example.com', [r('prefix /', 'shop/web')])])];
  const snapshot = gateway({
    routeConfigs,
    listeners: listeners ?? [listener(8080, [http('http.8080')]), READY],
    clusters: [cluster(WEB, { panicThreshold: 0 })],
  });
  return { snapshot, yaml: `${SERVICES}${yaml}` };
}

const healthy = given(`${GW}${WEB_VS}`);
const entry = (name: string, day: number, resolution: string) =>
  `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\n${meta(name, day)}\nspec: {hosts: [pay.example.net], ports: [{number: 443, name: tls, protocol: TLS}], resolution: ${resolution}}\n---\n`;
const filter = (context: string) =>
  `apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\n${meta('lua', 3, 'istio-system')}\nspec:\n  configPatches:\n  - {applyTo: HTTP_FILTER, match: {context: ${context}}, patch: {operation: INSERT_BEFORE, value: {name: shop.lua}}}\n---\n`;

export const RESOURCE_CASES: Cases = {
  'gateway-port-without-listener': {
    fires: given(`${GW}${WEB_VS}`, { listeners: [listener(9999, [http('http.8080')]), READY] }),
    silent: healthy,
    unclear: {
      ...given(`${GW}${WEB_VS}`, { listeners: [listener(9999, [http('http.8080')]), READY] }),
      yaml: undefined as unknown as string,
    },
  },
  'port-protocol-clash': {
    fires: given(`${GW}${gw('mongo', 5, '{port: {number: 80, name: mongo, protocol: TCP}, hosts: ["*"]}')}${WEB_VS}`),
    silent: healthy,
  },
  'duplicate-sni': {
    fires: given(
      `${gw('gw', 1, '{port: {number: 443, name: https, protocol: HTTPS}, hosts: ["shop.example.com"], tls: {mode: SIMPLE, credentialName: a}}')}${gw('late', 5, '{port: {number: 443, name: https-late, protocol: HTTPS}, hosts: ["shop.example.com"], tls: {mode: SIMPLE, credentialName: b}}')}${WEB_VS}`,
    ),
    silent: healthy,
  },
  'delegate-missing': {
    fires: given(
      `${GW}${vs('web', 2, '[shop.example.com]', '  http: [{match: [{uri: {prefix: /cart}}], delegate: {name: cart, namespace: shop}}]')}`,
    ),
    silent: healthy,
  },
  'vs-not-in-dump': {
    fires: given(`${GW}${WEB_VS}${vs('lost', 3, '[shop.example.com]', ROUTE, '[shop/gww]')}`),
    silent: healthy,
  },
  'passthrough-ignores-http': {
    fires: given(
      `${gw('gw', 1, '{port: {number: 443, name: tls, protocol: TLS}, hosts: ["shop.example.com"], tls: {mode: PASSTHROUGH}}')}${WEB_VS}`,
    ),
    silent: healthy,
  },
  'tcp-first-vs-wins': {
    fires: given(
      `${gw('gw', 1, '{port: {number: 31400, name: tcp, protocol: TCP}, hosts: ["*"]}')}${vs('one', 2, '["*"]', '  tcp: [{route: [{destination: {host: web.shop.svc.cluster.local, port: {number: 80}}}]}]')}${vs('two', 3, '["*"]', '  tcp: [{route: [{destination: {host: web.shop.svc.cluster.local, port: {number: 80}}}]}]')}`,
    ),
    silent: healthy,
  },
  'service-entry-clash': {
    fires: given(`${GW}${WEB_VS}${entry('pay', 1, 'DNS')}${entry('pay-again', 2, 'NONE')}`),
    silent: given(`${GW}${WEB_VS}${entry('pay', 1, 'DNS')}${entry('pay-again', 2, 'DNS')}`),
  },
  'dr-not-applied': {
    fires: given(
      `${GW}${WEB_VS}apiVersion: networking.istio.io/v1\nkind: DestinationRule\n${meta('web', 2)}\nspec: {host: web, trafficPolicy: {loadBalancer: {simple: RANDOM}}}\n`,
    ),
    silent: healthy,
  },
  'expected-filter-missing': {
    fires: given(`${GW}${WEB_VS}${filter('GATEWAY')}`),
    silent: given(`${GW}${WEB_VS}${filter('SIDECAR_INBOUND')}`),
  },
  'stale-config': {
    fires: given(
      `${gw('gw', 1, HTTP, '{port: {number: 80, name: http2, protocol: HTTP}, hosts: ["new.example.com"]}')}${WEB_VS}${vs('new', 9, '[new.example.com]', ROUTE)}`,
    ),
    silent: healthy,
  },
  'owner-on-unexpected-gateway': {
    fires: given(
      `${GW}${WEB_VS}${gw('other', 3, '{port: {number: 31400, name: http-o, protocol: HTTP}, hosts: ["*"]}')}${vs('stray', 4, '[shop.example.com]', ROUTE, '[shop/other]')}`,
      {
        hosts: [vh('shop.example.com', [r('path /stray', 'shop/stray'), r('prefix /', 'shop/web')])],
      },
    ),
    silent: healthy,
  },
  'owner-host-mismatch': {
    fires: given(
      `${gw('gw', 1, '{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*.example.com"]}')}${WEB_VS}${vs('blog', 4, '[blog.example.com]', ROUTE)}`,
      {
        hosts: [
          host('blog.example.com:80', ['blog.example.com'], [r('prefix /', 'shop/blog')]),
          vh('shop.example.com', [r('path /blog', 'shop/blog'), r('prefix /', 'shop/web')]),
        ],
      },
    ),
    silent: healthy,
  },
};
