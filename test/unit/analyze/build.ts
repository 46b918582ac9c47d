/** Hand-made snapshots for the analyses: only what a test is about is spelled out, the rest is plain. */
import { COUNTED } from '../../../lib/model/index.ts';
import type {
  Attribution,
  Cluster,
  EntityId,
  FilterChain,
  Listener,
  PathMatcher,
  ReadCount,
  ResourceRef,
  Route,
  RouteConfiguration,
  RouteMatch,
  Section,
  Snapshot,
  VirtualHost,
} from '../../../lib/model/index.ts';
import type { Provenance } from '../../../lib/provenance/index.ts';

const AT = { document: 0, start: 0, end: 0 };

let next = 0;

function id(): EntityId {
  next++;
  return next as EntityId;
}

type RouteParts = Partial<Omit<Route, 'match'>> & { readonly match?: Partial<RouteMatch> };

export function pathOf(text: string): PathMatcher {
  const [kind = '', value = ''] = text.split(/ (.*)/s);
  switch (kind) {
    case 'prefix':
    case 'path':
    case 'pathSeparatedPrefix':
      return { kind, value };
    case 'regex':
      return { kind, regex: value };
    case 'uriTemplate':
      return { kind, template: value };
    case 'connect':
      return { kind };
    default:
      return { kind: 'none' };
  }
}

/** `path` as `prefix /x`, `path /x`, `regex .*`. */
export function route(path: string, { match, ...parts }: RouteParts = {}): Omit<Route, 'index'> {
  return {
    id: id(),
    match: { path: pathOf(path), ...match },
    action: { kind: 'forward', cluster: { kind: 'cluster', name: 'outbound|80||web.shop.svc.cluster.local' } },
    ...parts,
  };
}

export function host(
  name: string,
  domains: readonly string[],
  routes: readonly Omit<Route, 'index'>[] = [route('prefix /')],
  parts: Partial<VirtualHost> = {},
): VirtualHost {
  return {
    id: id(),
    name,
    domains,
    routes: routes.map((one, index) => ({ ...one, index })),
    requireTls: 'NONE',
    ...parts,
  };
}

export function config(
  name: string,
  virtualHosts: readonly VirtualHost[],
  parts: Partial<RouteConfiguration> = {},
): RouteConfiguration {
  return {
    id: id(),
    at: AT,
    name,
    label: name,
    via: 'dynamic',
    virtualHosts,
    ignorePortInHostMatching: true,
    validateClusters: false,
    ...parts,
  };
}

export function rds(routeConfigName: string): FilterChain['target'] {
  return { kind: 'http', statPrefix: '', routes: { kind: 'rds', routeConfigName }, httpFilters: [] };
}

export function tcp(cluster: string): FilterChain['target'] {
  return { kind: 'tcp', statPrefix: '', cluster: { kind: 'cluster', name: cluster } };
}

export function chain(target: FilterChain['target'], parts: Partial<FilterChain> = {}): Omit<FilterChain, 'index'> {
  return {
    id: id(),
    isDefault: false,
    match: {},
    target,
    networkFilters: [],
    transportSocket: null,
    ...parts,
  };
}

export function listener(
  port: number | null,
  chains: readonly Omit<FilterChain, 'index'>[],
  parts: Partial<Listener> = {},
): Listener {
  const name = `0.0.0.0_${String(port)}`;
  return {
    id: id(),
    at: AT,
    name,
    label: name,
    state: 'active',
    address: '0.0.0.0',
    port,
    protocol: 'TCP',
    bindToPort: true,
    useOriginalDst: false,
    listenerFilters: [],
    filterChains: chains.map((one, index) => ({ ...one, index })),
    ...parts,
  };
}

export function cluster(name: string, parts: Partial<Cluster> = {}): Cluster {
  return {
    id: id(),
    at: AT,
    name,
    state: 'active',
    type: 'EDS',
    lbPolicy: 'LEAST_REQUEST',
    panicThreshold: null,
    upstreamProtocol: null,
    ...parts,
  };
}

function countsOf(parts: Partial<Snapshot>): Snapshot['counts'] {
  const configs = parts.routeConfigs ?? [];
  const hosts = configs.flatMap(({ virtualHosts }) => virtualHosts);
  const kept = {
    documents: parts.documents?.length ?? 0,
    listeners: parts.listeners?.length ?? 0,
    filterChains: (parts.listeners ?? []).flatMap(({ filterChains }) => filterChains).length,
    routeConfigs: configs.length,
    virtualHosts: hosts.length,
    routes: hosts.flatMap(({ routes }) => routes).length,
    clusters: parts.clusters?.length ?? 0,
    endpoints: parts.endpoints?.length ?? 0,
    secrets: parts.secrets?.length ?? 0,
  };
  const counts: Partial<Record<keyof typeof kept, ReadCount>> = {};
  for (const kind of COUNTED) counts[kind] = { in: kept[kind], skipped: [] };
  return counts as Snapshot['counts'];
}

/** `sections` are those of the parts given, plus bootstrap. */
export function snapshot(parts: Partial<Snapshot>): Snapshot {
  const sections = new Set<Section>(['bootstrap']);
  if (parts.routeConfigs !== undefined) sections.add('routes');
  if (parts.listeners !== undefined) sections.add('listeners');
  if (parts.clusters !== undefined) sections.add('clusters');
  if (parts.endpoints !== undefined) sections.add('endpoints');
  return {
    documents: [],
    proxy: null,
    sections,
    listeners: [],
    routeConfigs: [],
    clusters: [],
    endpoints: [],
    secrets: [],
    gaps: [],
    counts: countsOf(parts),
    diagnostics: [],
    partial: false,
    damaged: new Set(),
    doubts: [],
    ...parts,
  };
}

export function ref(kind: string, namespace: string, name: string | null): ResourceRef {
  return { group: kind === 'Service' ? '' : 'networking.istio.io', kind, namespace, name };
}

export function by(
  resource: ResourceRef,
  parts: Partial<Extract<Attribution, { status: 'attributed' }>> = {},
): Attribution {
  return {
    status: 'attributed',
    resource,
    path: null,
    via: null,
    confidence: 'certain',
    location: null,
    evidence: [],
    gateways: [],
    ...parts,
  };
}

export function builtIn(why = 'made by a test'): Attribution {
  return { status: 'synthetic', by: why, confidence: 'certain', evidence: [], gateways: [] };
}

export function nobody(why = 'no trace'): Attribution {
  return { status: 'unattributed', why, candidates: [], confidence: 'possible', evidence: [], gateways: [] };
}

function idsOf({ listeners, routeConfigs, clusters }: Snapshot): EntityId[] {
  return [
    ...listeners.flatMap(({ id: own, filterChains }) => [own, ...filterChains.map((one) => one.id)]),
    ...routeConfigs.flatMap(({ id: own, virtualHosts }) => [
      own,
      ...virtualHosts.flatMap((one) => [one.id, ...one.routes.map((each) => each.id)]),
    ]),
    ...clusters.map((one) => one.id),
  ];
}

/** Everything is built-in, except for what `known` says. */
export function provenance(
  of: Snapshot,
  known: ReadonlyMap<EntityId, Attribution> = new Map(),
  rules: ReadonlyMap<EntityId, Attribution> = new Map(),
): Provenance {
  return {
    attributions: new Map(idsOf(of).map((one) => [one, known.get(one) ?? builtIn()])),
    istioVersion: { text: '1.24', how: 'assumed', because: 'a test says so' },
    given: { kind: 'nothing' },
    diagnostics: [],
    destinationRules: rules,
  };
}
