/** Small gateways for the tests of rules: what a case is about is spelled out, the rest is a healthy gateway. */
import type {
  Cluster,
  ClusterEndpoints,
  Endpoint,
  FilterChain,
  Listener,
  Proxy,
  Route,
  RouteAction,
  RouteMatch,
  Secret,
  Snapshot,
  VirtualHost,
} from '../../../../lib/model/index.ts';
import { chain, cluster, config, host, listener, rds, route, snapshot } from '../build.ts';

const AT = { document: 0, start: 0, end: 0 };
export const WEB = 'outbound|80||web.shop.svc.cluster.local';
export const API = 'outbound|80||api.shop.svc.cluster.local';

interface RouteParts extends Partial<Omit<Route, 'match' | 'action'>> {
  readonly to?: string;
  readonly match?: Partial<RouteMatch>;
  readonly action?: RouteAction;
  readonly extra?: object;
}

function forward(name: string, extra: object = {}): RouteAction {
  return { kind: 'forward', cluster: { kind: 'cluster', name }, timeout: '0s', ...extra };
}

/** `owner` is `namespace/name` of a VirtualService; empty: nobody. */
export function r(
  path: string,
  owner: string,
  { to = WEB, action, extra, ...rest }: RouteParts = {},
): Omit<Route, 'index'> {
  const [namespace = '', name = ''] = owner.split('/');
  const istio = { config: `/apis/networking.istio.io/v1/namespaces/${namespace}/virtual-service/${name}` };
  return route(path, { action: action ?? forward(to, extra), ...(owner === '' ? {} : { istio }), ...rest });
}

export function method(name: string): Partial<RouteMatch> {
  return { headers: [{ name: ':method', test: { kind: 'exact', value: name } }] };
}

export function header(name: string, value: string): Partial<RouteMatch> {
  return { headers: [{ name, test: { kind: 'exact', value } }] };
}

export function vh(
  domain: string,
  routes: readonly Omit<Route, 'index'>[],
  parts: Partial<VirtualHost> = {},
): VirtualHost {
  return host(`${domain}:80`, [domain], routes, parts);
}

export function router(parts: Partial<Proxy> = {}): Proxy {
  return {
    nodeId: 'router~10.0.0.1~gw.istio-system~istio-system.svc.cluster.local',
    type: 'router',
    name: 'gw',
    namespace: 'istio-system',
    labels: new Map([['istio', 'ingressgateway']]),
    workload: null,
    clusterId: null,
    istioVersion: '1.30.0',
    envoyVersion: { major: 1, minor: 40, patch: 0 },
    domain: 'cluster.local',
    unprivileged: null,
    runtime: new Map(),
    ...parts,
  };
}

export function http(name: string, parts: object = {}): Omit<FilterChain, 'index'> {
  return chain({
    ...(rds(name) as Extract<FilterChain['target'], { kind: 'http' }>),
    useRemoteAddress: true,
    ...parts,
  });
}

function tls(
  name: string,
  serverNames: readonly string[],
  secret: string,
  parts: object = {},
): Omit<FilterChain, 'index'> {
  const { target } = http(name);
  return chain(target, {
    match: { serverNames, transportProtocol: 'tls' },
    transportSocket: 'envoy.transport_sockets.tls',
    tls: { secrets: [secret], validation: [], requireClientCertificate: false, alpn: ['h2', 'http/1.1'], ...parts },
  });
}

export function endpoints(clusterName: string, ...hosts: readonly (string | Endpoint)[]): ClusterEndpoints {
  const all = hosts.map((one) =>
    typeof one === 'string' ? { address: one, health: 'HEALTHY', tlsMode: 'istio' } : one,
  );
  return { at: AT, clusterName, from: 'eds', localities: [{ locality: '', priority: 0, endpoints: all }] };
}

export function secret(name: string, subjectAltNames: readonly string[], parts: Partial<Secret> = {}): Secret {
  const facts = {
    subject: '',
    issuer: '',
    subjectAltNames,
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2036-01-01T00:00:00Z',
    isCa: false,
  };
  return { at: AT, name, state: 'active', kind: 'certificate', certificates: [facts], ...parts };
}

export const READY: Listener = listener(15021, [http('agent', { routes: { kind: 'none' } })]);

/** Clusters a case routes to beside the two that are always there. */
export interface GatewayParts extends Partial<Snapshot> {
  readonly hosts?: readonly VirtualHost[];
  readonly more?: readonly Cluster[];
}

/** One plain-HTTP port 8080 with the virtual hosts given, two services with an endpoint each. */
export function gateway({
  hosts = [vh('shop.example.com', [r('prefix /', 'shop/web')])],
  more = [],
  ...parts
}: GatewayParts = {}): Snapshot {
  const clusters = parts.clusters ?? [
    cluster(WEB, { panicThreshold: 0 }),
    cluster(API, { panicThreshold: 0 }),
    ...more,
  ];
  const made = snapshot({
    documents: [{ origin: { name: 'dump.json', kind: 'file' }, shape: 'config dump' }],
    proxy: router(),
    routeConfigs: [config('http.8080', hosts)],
    listeners: [listener(8080, [http('http.8080')]), READY],
    endpoints: [endpoints(WEB, '10.0.0.1:8080'), endpoints(API, '10.0.0.2:8080')],
    secrets: [],
    ...parts,
    clusters,
  });
  return { ...made, sections: parts.sections ?? new Set([...made.sections, 'secrets'] as const) };
}

/** A gateway with TLS chains on port 8443: each has its server names, virtual hosts and secret. */
export function tlsGateway(
  servers: readonly {
    readonly names: readonly string[];
    readonly hosts: readonly VirtualHost[];
    readonly secret: string;
    readonly parts?: object;
  }[],
  parts: GatewayParts = {},
): Snapshot {
  const configs = servers.map(({ hosts }, at) => config(`https.443.https-${String(at)}.gw.shop`, hosts));
  const chains = servers.map(({ names, secret: own, parts: more }, at) =>
    tls(configs[at]?.name ?? '', names, own, more),
  );
  return gateway({
    routeConfigs: configs,
    listeners: [listener(8443, chains, { listenerFilters: [TLS_INSPECTOR] }), READY],
    secrets: [...new Set(servers.map((one) => one.secret))].map((name) => secret(name, ['*.example.com'])),
    ...parts,
  });
}

const TLS_INSPECTOR = {
  name: 'envoy.filters.listener.tls_inspector',
  type: 'envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector',
};
