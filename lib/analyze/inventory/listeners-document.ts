import { groupBy } from '../../base/index.ts';
import type { FilterChain, ListenerRow, ListenersResult, RouteConfiguration, Snapshot } from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';
import { listenerRow, proxySummary, routeConfigLabels, routeConfigOfChain, viewOf } from '../rows/index.ts';
import { listenerTest } from './listener-filters.ts';
import type { Filters } from './filters.ts';

/** What a listener weighs in the count of what was filtered out: its lines, one a chain and one if it has none. */
function lines(chains: readonly FilterChain[]): number {
  return Math.max(1, chains.length);
}

/**
 * Every listener with its filter chains, in the snapshot's order, which is by port. `filtered` counts filter chains, and
 * listeners that have none.
 *
 * @throws KnownError (usage) when `filters.source` is no `[KIND/]NAMESPACE/NAME`.
 */
export function listenersDocument(snapshot: Snapshot, provenance: Provenance, filters: Filters = {}): ListenersResult {
  const view = viewOf(snapshot, provenance);
  const labels = routeConfigLabels(view);
  const byLabel = groupBy(snapshot.routeConfigs, ({ label }) => label);
  const configsOf = (chain: FilterChain): readonly RouteConfiguration[] =>
    byLabel.get(routeConfigOfChain(chain, labels) ?? '') ?? [];
  const test = listenerTest(view, filters, configsOf);
  const listeners: ListenerRow[] = [];
  let filtered = 0;
  for (const listener of snapshot.listeners) {
    const chains = test(listener);
    if (chains === null) {
      filtered += lines(listener.filterChains);
      continue;
    }
    filtered += lines(listener.filterChains) - lines(chains);
    listeners.push(listenerRow(view, labels, listener, chains));
  }
  return { proxy: proxySummary(view), gaps: snapshot.gaps, listeners, filtered };
}
