/** What explaining one object needs to know of all the others, looked up once. */
import { groupBy } from '../../base/index.ts';
import type {
  Cluster,
  FilterChain,
  Listener,
  ResourceRef,
  Route,
  RouteConfiguration,
  Section,
  Snapshot,
  VirtualHost,
} from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';
import { endpointIndex, reachOfRoute, reachOfSpecifier, routeConfigLabels, viewOf } from '../rows/index.ts';
import type { EndpointIndex, RouteConfigLabels, View } from '../rows/index.ts';

export interface Scene {
  readonly view: View;
  readonly labels: RouteConfigLabels;
  readonly endpoints: EndpointIndex;
  readonly clusters: ReadonlyMap<string, readonly Cluster[]>;
  readonly has: (section: Section) => boolean;
  /** Routes of one resource, by a key of it that only `resourceKey` makes. */
  readonly routesOf: (resource: ResourceRef) => readonly TargetOf<'route'>[];
  readonly usersOf: (cluster: string) => ClusterUsers;
}

/** What names a cluster. What a header or an extension decides cannot be told. */
interface ClusterUsers {
  readonly routes: readonly Target[];
  readonly mirrors: readonly Target[];
  readonly chains: readonly Target[];
}

const NO_USERS: ClusterUsers = { routes: [], mirrors: [], chains: [] };

/** Computes a value when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

export function sceneOf(snapshot: Snapshot, provenance: Provenance): Scene {
  const view = viewOf(snapshot, provenance);
  const owned = once(() => routesByOwner(view));
  const users = once(() => clusterUsers(snapshot));
  return {
    view,
    labels: routeConfigLabels(view),
    endpoints: endpointIndex(snapshot),
    clusters: groupBy(snapshot.clusters, ({ name }) => name),
    has: (section) => snapshot.sections.has(section),
    routesOf: (resource) => owned().get(resourceKey(resource)) ?? [],
    usersOf: (cluster) => users().get(cluster) ?? NO_USERS,
  };
}

function resourceKey({ group, kind, namespace, name }: ResourceRef): string {
  return JSON.stringify([group, kind, namespace, name]);
}

function routesByOwner(view: View): ReadonlyMap<string, readonly TargetOf<'route'>[]> {
  const owned = new Map<string, TargetOf<'route'>[]>();
  for (const target of allTargets(view.snapshot)) {
    const resource = target.kind === 'route' ? view.sourceOf(target.route.id).resource : null;
    if (target.kind !== 'route' || resource === null) continue;
    const key = resourceKey(resource);
    const list = owned.get(key);
    if (list === undefined) owned.set(key, [target]);
    else list.push(target);
  }
  return owned;
}

function clusterUsers(snapshot: Snapshot): ReadonlyMap<string, ClusterUsers> {
  const users = new Map<string, { routes: Target[]; mirrors: Target[]; chains: Target[] }>();
  const add = (cluster: string, how: keyof ClusterUsers, target: Target): void => {
    let entry = users.get(cluster);
    if (entry === undefined) users.set(cluster, (entry = { routes: [], mirrors: [], chains: [] }));
    entry[how].push(target);
  };
  for (const target of allTargets(snapshot)) {
    if (target.kind === 'route') {
      const { names, mirrors } = reachOfRoute(target.config, target.host, target.route);
      for (const name of names) add(name, 'routes', target);
      for (const name of mirrors) add(name, 'mirrors', target);
    } else if (target.kind === 'filterChain' && target.chain.target.kind === 'tcp') {
      for (const name of reachOfSpecifier(target.chain.target.cluster).names) add(name, 'chains', target);
    }
  }
  return users;
}

/** One object of the snapshot, with what it is part of. */
export type Target =
  | {
      readonly kind: 'route';
      readonly config: RouteConfiguration;
      readonly host: VirtualHost;
      readonly route: Route;
    }
  | { readonly kind: 'virtualHost'; readonly config: RouteConfiguration; readonly host: VirtualHost }
  | { readonly kind: 'routeConfig'; readonly config: RouteConfiguration }
  | { readonly kind: 'cluster'; readonly cluster: Cluster }
  | { readonly kind: 'listener'; readonly listener: Listener }
  | { readonly kind: 'filterChain'; readonly listener: Listener; readonly chain: FilterChain };

export type TargetOf<Kind extends Target['kind']> = Extract<Target, { readonly kind: Kind }>;

/** The SELECTOR that names a target again. */
export function selectorOf(target: Target): string {
  switch (target.kind) {
    case 'route':
      return `${target.config.label}/${target.host.name}/${String(target.route.index)}`;
    case 'virtualHost':
      return `${target.config.label}/${target.host.name}`;
    case 'routeConfig':
      return target.config.label;
    case 'cluster':
      return target.cluster.name;
    case 'listener':
      return target.listener.label;
    case 'filterChain':
      return `${target.listener.label}#${String(target.chain.index)}`;
  }
}

/** Every object of the snapshot in the order of the answers: listeners, routes, clusters. */
export function* allTargets({ listeners, routeConfigs, clusters }: Snapshot): Iterable<Target> {
  for (const listener of listeners) {
    yield { kind: 'listener', listener };
    for (const chain of listener.filterChains) yield { kind: 'filterChain', listener, chain };
  }
  for (const config of routeConfigs) {
    yield { kind: 'routeConfig', config };
    for (const host of config.virtualHosts) {
      yield { kind: 'virtualHost', config, host };
      for (const route of host.routes) yield { kind: 'route', config, host, route };
    }
  }
  for (const cluster of clusters) yield { kind: 'cluster', cluster };
}
