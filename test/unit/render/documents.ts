/** Result documents made by hand: the seed walk-through and the parts that other tests vary. */
import type {
  Accounting,
  ClusterRow,
  Envelope,
  GatewayRef,
  KindAccounting,
  ListenerRow,
  ProxySummary,
  ResourceRef,
  RouteConfigRow,
  RouteRow,
  RoutesResult,
  Source,
  VirtualHostRow,
} from '../../../lib/model/index.ts';

export const PROXY: ProxySummary = {
  nodeId: 'router~10.40.0.10~istio-ingressgateway-0.istio-system~istio-system.svc.cluster.local',
  name: 'istio-ingressgateway-0',
  namespace: 'istio-system',
  type: 'router',
  envoyVersion: '1.32.2',
  istioVersion: { text: '1.24.6', how: 'read', because: 'node metadata ISTIO_VERSION' },
};

export function resource(
  kind: string,
  namespace: string,
  name: string | null,
  group = 'networking.istio.io',
): ResourceRef {
  return { group, kind, namespace, name };
}

export const GATEWAY: GatewayRef = { ...resource('Gateway', 'default', 'one-gateway'), server: 'servers[0]' };

export function source(over: Partial<Source> = {}): Source {
  return {
    status: 'attributed',
    resource: resource('VirtualService', 'default', 'bookinfo'),
    path: null,
    via: null,
    gateways: [],
    candidates: [],
    evidence: [{ kind: 'metadata', detail: 'filter_metadata.istio.config' }],
    confidence: 'certain',
    location: null,
    reason: null,
    ...over,
  };
}

export const BUILT_IN: Source = source({
  status: 'synthetic',
  resource: null,
  evidence: [{ kind: 'builtinName', detail: 'port 15021' }],
  reason: 'readiness probe, from the bootstrap of every Istio proxy',
});

export function routeRow(over: Partial<RouteRow> = {}): RouteRow {
  return {
    routeConfig: 'http.8080',
    virtualHost: '*:80',
    index: 0,
    name: null,
    ports: [8080],
    domains: ['*'],
    match: { path: { kind: 'prefix', value: '/' } },
    action: {
      kind: 'forward',
      cluster: { kind: 'cluster', name: 'outbound|9080||productpage.default.svc.cluster.local' },
      timeout: '0s',
    },
    source: source({ gateways: [GATEWAY] }),
    ...over,
  };
}

export function hostRow(over: Partial<VirtualHostRow> = {}): VirtualHostRow {
  return {
    routeConfig: 'http.8080',
    virtualHost: '*:80',
    ports: [8080],
    domains: ['*'],
    requireTls: 'NONE',
    routes: 1,
    source: source({ resource: resource('Gateway', 'default', 'one-gateway'), gateways: [GATEWAY] }),
    ...over,
  };
}

export function configRow(over: Partial<RouteConfigRow> = {}): RouteConfigRow {
  return {
    routeConfig: 'http.8080',
    name: 'http.8080',
    via: 'dynamic',
    ports: [8080],
    listeners: ['0.0.0.0_8080'],
    virtualHosts: 1,
    routes: 1,
    source: source({ resource: resource('Gateway', 'default', 'one-gateway'), gateways: [GATEWAY] }),
    ...over,
  };
}

const NONE: KindAccounting = { in: 0, explained: 0, unattributed: 0, skipped: 0, reasons: [] };
export const ACCOUNTING: Accounting = {
  documents: { ...NONE, in: 1, explained: 1 },
  listeners: NONE,
  filterChains: NONE,
  routeConfigs: NONE,
  virtualHosts: NONE,
  routes: NONE,
  clusters: NONE,
  endpoints: NONE,
  secrets: NONE,
};

export function envelope<Result>(result: Result | null, over: Partial<Envelope<Result>> = {}): Envelope<Result> {
  return {
    schemaVersion: 'routes.v1',
    status: 'ok',
    exitCode: 0,
    warnings: [],
    errors: [],
    accounting: ACCOUNTING,
    result,
    ...over,
  };
}

export function routesResult(over: Partial<RoutesResult> = {}): RoutesResult {
  return {
    proxy: PROXY,
    gaps: [],
    routeConfigs: [configRow()],
    virtualHosts: [hostRow()],
    routes: [routeRow()],
    filtered: 0,
    ...over,
  };
}

function seedRoutes(): readonly RouteRow[] {
  const grafana = routeRow({
    match: { path: { kind: 'prefix', value: '/grafana' }, caseSensitive: true },
    action: {
      kind: 'forward',
      cluster: {
        kind: 'weighted',
        clusters: [
          { name: 'outbound|80|v1|grafana.default.svc.cluster.local', weight: 50 },
          { name: 'outbound|80|v2|grafana.default.svc.cluster.local', weight: 50 },
        ],
      },
      timeout: '0s',
      retryPolicy: { retryOn: 'connect-failure,refused-stream', numRetries: 2 },
    },
    source: source({ resource: resource('VirtualService', 'default', 'grafana'), gateways: [GATEWAY] }),
  });
  const paths = [
    ['path', '/productpage'],
    ['prefix', '/static'],
    ['path', '/login'],
    ['path', '/logout'],
    ['prefix', '/api/v1/products'],
  ] as const;
  const shared = source({ gateways: [GATEWAY] });
  const bookinfo = paths.map(([kind, value], at) =>
    routeRow({ index: at + 1, match: { path: { kind, value }, caseSensitive: true }, source: shared }),
  );
  return [grafana, ...bookinfo];
}

function builtIn(
  label: string,
  port: number,
  path: string,
  cluster: string,
): Pick<RoutesResult, 'routeConfigs' | 'virtualHosts' | 'routes'> {
  const place = { routeConfig: label, ports: [port], source: BUILT_IN };
  return {
    routeConfigs: [configRow({ ...place, name: '', via: 'static', listeners: [`0.0.0.0_${String(port)}`] })],
    virtualHosts: [hostRow({ ...place, virtualHost: 'backend' })],
    routes: [
      routeRow({
        ...place,
        virtualHost: 'backend',
        match: { path: { kind: 'prefix', value: path } },
        action: { kind: 'forward', cluster: { kind: 'cluster', name: cluster } },
      }),
    ],
  };
}

/** With its rows in hand. */
interface Seed extends RoutesResult {
  readonly routes: readonly RouteRow[];
}

/** What the seed sample holds: one Gateway, grafana split in two, bookinfo, and the bootstrap's two listeners. */
export function seed(): Envelope<Seed> {
  const probe = builtIn('static:15021', 15021, '/healthz/ready', 'agent');
  const stats = builtIn('static:15090', 15090, '/stats/prometheus', 'prometheus_stats');
  return envelope({
    ...routesResult({
      routeConfigs: [configRow({ routes: 6 }), ...probe.routeConfigs, ...stats.routeConfigs],
      virtualHosts: [hostRow({ routes: 6 }), ...probe.virtualHosts, ...stats.virtualHosts],
    }),
    routes: [...seedRoutes(), ...probe.routes, ...stats.routes],
  });
}

export function clusterRow(over: Partial<ClusterRow> = {}): ClusterRow {
  return {
    name: 'outbound|80|v1|grafana.default.svc.cluster.local',
    state: 'active',
    type: 'EDS',
    lbPolicy: 'LEAST_REQUEST',
    panicThreshold: null,
    upstreamProtocol: null,
    parts: { direction: 'outbound', port: 80, subset: 'v1', host: 'grafana.default.svc.cluster.local' },
    destinationRule: source({ resource: resource('DestinationRule', 'default', 'grafana') }),
    endpoints: { total: 3, healthy: 2, from: 'eds' },
    source: source({ resource: resource('Service', 'default', 'grafana', '') }),
    ...over,
  };
}

export function listenerRow(over: Partial<ListenerRow> = {}): ListenerRow {
  return {
    listener: '0.0.0.0_8443',
    name: '0.0.0.0_8443',
    state: null,
    address: '0.0.0.0',
    port: 8443,
    protocol: 'TCP',
    bindToPort: true,
    useOriginalDst: false,
    listenerFilters: [{ name: 'envoy.filters.listener.tls_inspector', type: 'TlsInspector' }],
    filterChains: [
      {
        index: 0,
        isDefault: false,
        match: { serverNames: ['shop.example.com'] },
        target: {
          kind: 'http',
          statPrefix: 'outbound_0.0.0.0_8443',
          routes: { kind: 'rds', routeConfigName: 'https.443.https-shop.shop.shop' },
          httpFilters: [{ name: 'envoy.filters.http.router', type: 'Router' }],
        },
        networkFilters: [],
        transportSocket: 'envoy.transport_sockets.tls',
        tls: { secrets: ['kubernetes://shop-cert'], validation: [], requireClientCertificate: false, alpn: ['h2'] },
        label: 'SNI shop.example.com',
        routeConfig: 'https.443.https-shop.shop.shop',
        source: source({
          resource: resource('Gateway', 'shop', 'shop'),
          gateways: [{ ...resource('Gateway', 'shop', 'shop'), server: 'https-shop' }],
        }),
      },
    ],
    source: source({ resource: resource('Gateway', 'shop', 'shop') }),
    ...over,
  };
}

/** Text of chunks. */
export function joined(chunks: Iterable<string>): string {
  return [...chunks].join('');
}
