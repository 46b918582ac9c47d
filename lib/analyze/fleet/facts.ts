/** A proxy's configuration as comparable texts: what two pods of one workload must have in common. */
import { canonical } from '../../base/index.ts';
import type { FleetDifference, Listener, Route, Section, Snapshot } from '../../model/index.ts';

/** Comparable objects other than routes, and each virtual host's routes in order. */
export interface Facts {
  readonly objects: ReadonlyMap<string, Fact>;
  readonly routes: ReadonlyMap<string, readonly RouteFact[]>;
  /** Equal for two pods exactly when everything is. */
  readonly signature: string;
}

interface Fact {
  readonly kind: FleetDifference['kind'];
  readonly selector: string;
  readonly content: string;
}

export interface RouteFact {
  readonly selector: string;
  readonly match: string;
  readonly content: string;
}

/** Positions, times and states are of the moment, and the way it was read is the reader's: none is the configuration. */
const MOMENT: ReadonlySet<string> = new Set([
  'id',
  'at',
  'index',
  'versionInfo',
  'lastUpdated',
  'state',
  'error',
  'via',
  'virtualHosts',
  'routes',
  'filterChains',
]);

function routeFact(place: string, route: Route): RouteFact {
  const selector = `${place}/${String(route.index)}`;
  return { selector, match: canonical(route.match), content: canonical(route, MOMENT) };
}

/** Ids are of one snapshot: an inline route configuration is compared by itself. */
function listenerContent(listener: Listener): string {
  const chains = listener.filterChains.map((chain) => {
    const { target } = chain;
    const http = target.kind === 'http' && target.routes.kind === 'inline';
    return canonical(http ? { ...chain, target: { ...target, routes: { kind: 'inline' } } } : chain, MOMENT);
  });
  return [canonical(listener, MOMENT), ...chains].join('\n');
}

/** The pod's own address stands in listeners of older sidecars and in its node id. */
function ownAddress({ proxy }: Snapshot): string | null {
  const address = proxy?.nodeId.split('~')[1] ?? '';
  return address === '' ? null : address;
}

/** Only of `sections`: what one pod was not asked for is no difference. */
export function factsOf(snapshot: Snapshot, sections: ReadonlySet<Section>): Facts {
  const own = ownAddress(snapshot);
  const plain = (text: string): string => (own === null ? text : text.replaceAll(own, 'POD_IP'));
  const objects = new Map<string, Fact>();
  const add = (kind: Fact['kind'], name: string, content: string): void => {
    const selector = plain(name);
    // Two states of one listener, two inline configurations of one name: told apart by their turn.
    let key = `${kind} ${selector}`;
    while (objects.has(key)) key += ' ';
    objects.set(key, { kind, selector, content: plain(content) });
  };
  const routes = new Map<string, readonly RouteFact[]>();
  for (const config of sections.has('routes') ? snapshot.routeConfigs : []) {
    add('routeConfig', config.label, canonical(config, MOMENT));
    for (const host of config.virtualHosts) {
      const place = `${config.label}/${host.name}`;
      add('virtualHost', place, canonical(host, MOMENT));
      routes.set(
        place,
        host.routes.map((route) => routeFact(place, route)),
      );
    }
  }
  for (const cluster of sections.has('clusters') ? snapshot.clusters : []) {
    add('cluster', cluster.name, canonical(cluster, MOMENT));
  }
  for (const listener of sections.has('listeners') ? snapshot.listeners : []) {
    add('listener', listener.label, listenerContent(listener));
  }
  const version = sections.has('bootstrap') ? (snapshot.proxy?.istioVersion ?? null) : null;
  if (version !== null) add('istioVersion', 'Istio', version);
  const all = [...objects].map(([key, { content }]) => [key, content]);
  const tables = [...routes].map(([key, list]) => [key, ...list.map(({ content }) => content)]);
  return { objects, routes, signature: canonical([all.sort(byKey), tables.sort(byKey)]) };
}

function byKey([a = '']: readonly string[], [b = '']: readonly string[]): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
