import type { EntityId, Snapshot } from '../../lib/model/index.ts';

/** Ids by the place of their entity: `route-config/0`, `vhost/0.1`, `route/0.1.2`, `listener/0`, `chain/0.1`, `cluster/0`. */
export function idsByPlace({ routeConfigs, listeners, clusters }: Snapshot): ReadonlyMap<string, EntityId> {
  const ids = new Map<string, EntityId>();
  const put = (id: EntityId, kind: string, ...place: readonly number[]): unknown =>
    ids.set(`${kind}/${place.join('.')}`, id);
  for (const [i, config] of routeConfigs.entries()) {
    put(config.id, 'route-config', i);
    for (const [j, host] of config.virtualHosts.entries()) {
      put(host.id, 'vhost', i, j);
      for (const route of host.routes) put(route.id, 'route', i, j, route.index);
    }
  }
  for (const [i, { id, filterChains }] of listeners.entries()) {
    put(id, 'listener', i);
    for (const [j, chain] of filterChains.entries()) put(chain.id, 'chain', i, j);
  }
  for (const [i, { id }] of clusters.entries()) put(id, 'cluster', i);
  return ids;
}
