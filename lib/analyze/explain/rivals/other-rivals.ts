/** Rivals of clusters, listeners, filter chains and route configurations. */
import { parseClusterName } from '../../../provenance/index.ts';
import { asciiLower, chainLabel, domainMatches } from '../../rows/index.ts';
import { selectorOf } from '../scene.ts';
import type { Scene, Target, TargetOf } from '../scene.ts';
import type { Rival } from './rivals.ts';

function rivalsOf(found: readonly { target: Target; rank: number; why: string }[]): readonly Rival[] {
  return found.map(({ target, rank, why }, order) => ({
    selector: selectorOf(target),
    why,
    rank,
    distance: order,
    order,
  }));
}

/** Clusters of the same host: its other subsets and ports, and the same cluster in another state. */
export function clusterRivals({ view }: Scene, { cluster }: TargetOf<'cluster'>): readonly Rival[] {
  const mine = parseClusterName(cluster.name);
  return rivalsOf(
    view.snapshot.clusters.flatMap((other) => {
      if (other === cluster) return [];
      const target: Target = { kind: 'cluster', cluster: other };
      if (other.name === cluster.name)
        return [{ target, rank: 0, why: `the same cluster, ${other.state ?? 'in an unknown state'}` }];
      const parts = parseClusterName(other.name);
      if (mine === null || parts === null || mine.host === '') return [];
      if (parts.host !== mine.host || parts.direction !== mine.direction) return [];
      if (parts.port !== mine.port) return [{ target, rank: 2, why: `port ${String(parts.port)} of the same host` }];
      return [
        {
          target,
          rank: 1,
          why: parts.subset === '' ? 'the same port without a subset' : `subset ${parts.subset} of the same port`,
        },
      ];
    }),
  );
}

/** Listeners on the same port: the most specific address takes a connection (reference/envoy-semantics.md 1.1). */
export function listenerRivals({ view }: Scene, { listener }: TargetOf<'listener'>): readonly Rival[] {
  return rivalsOf(
    view.snapshot.listeners.flatMap((other) => {
      if (other === listener || other.port === null || other.port !== listener.port) return [];
      const same = other.address === listener.address;
      const state = other.state ?? 'in an unknown state';
      const why = same ? `the same address and port, ${state}` : `the same port on ${other.address ?? 'no address'}`;
      return [{ target: { kind: 'listener' as const, listener: other }, rank: same ? 1 : 2, why }];
    }),
  );
}

function serverNamesMeet(mine: readonly string[], theirs: readonly string[]): boolean {
  return mine.some((a) =>
    theirs.some((b) => {
      const [left, right] = [asciiLower(a), asciiLower(b)];
      return left === right || domainMatches(left, right) || domainMatches(right, left);
    }),
  );
}

/** Chains of the same listener that could take the same SNI, and the ones that take what no other does. */
export function chainRivals(_scene: Scene, { listener, chain }: TargetOf<'filterChain'>): readonly Rival[] {
  const mine = chain.match.serverNames ?? [];
  return rivalsOf(
    listener.filterChains.flatMap((other) => {
      if (other === chain) return [];
      const target: Target = { kind: 'filterChain', listener, chain: other };
      const label = chainLabel(listener, other);
      if (other.isDefault) return [{ target, rank: 3, why: 'the default chain: takes what no other chain matches' }];
      const theirs = other.match.serverNames ?? [];
      if (theirs.length === 0) {
        const either = mine.length === 0 ? 'neither asks for a server name: their other conditions decide' : '';
        return [
          {
            target,
            rank: 2,
            why: `${label}: ${either || 'asks for no server name, so it may take what the others leave'}`,
          },
        ];
      }
      if (mine.length === 0) return [{ target, rank: 2, why: `may go first for the server name ${theirs.join(', ')}` }];
      return serverNamesMeet(mine, theirs)
        ? [{ target, rank: 1, why: `server name ${theirs.join(', ')} overlaps` }]
        : [];
    }),
  );
}

/** Other route configurations on the same port: which one answers is decided by the filter chain. */
export function routeConfigRivals({ view }: Scene, { config }: TargetOf<'routeConfig'>): readonly Rival[] {
  const ports = new Set(view.useOf(config.id).ports);
  return rivalsOf(
    view.snapshot.routeConfigs.flatMap((other) => {
      const shared = other === config ? [] : view.useOf(other.id).ports.filter((port) => ports.has(port));
      if (shared.length === 0) return [];
      const why = `also on port ${shared.map(String).join(', ')}: the filter chain of a connection decides which of them answers`;
      return [{ target: { kind: 'routeConfig' as const, config: other }, rank: 1, why }];
    }),
  );
}
