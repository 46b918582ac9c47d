/** What explaining one object needs to know of all the others, looked up once. */
import { groupBy } from '../../base/index.ts';
import type {
  Cluster,
  FilterChain,
  Listener,
  Route,
  RouteConfiguration,
  Section,
  Snapshot,
  VirtualHost,
} from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';
import { endpointIndex, routeConfigLabels, viewOf } from '../rows/index.ts';
import type { EndpointIndex, RouteConfigLabels, View } from '../rows/index.ts';

export interface Scene {
  readonly view: View;
  readonly labels: RouteConfigLabels;
  readonly endpoints: EndpointIndex;
  readonly clusters: ReadonlyMap<string, readonly Cluster[]>;
  readonly has: (section: Section) => boolean;
}

export function sceneOf(snapshot: Snapshot, provenance: Provenance): Scene {
  const view = viewOf(snapshot, provenance);
  return {
    view,
    labels: routeConfigLabels(view),
    endpoints: endpointIndex(snapshot),
    clusters: groupBy(snapshot.clusters, ({ name }) => name),
    has: (section) => snapshot.sections.has(section),
  };
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
