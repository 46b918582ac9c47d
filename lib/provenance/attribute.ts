/** Who made each entity of a snapshot, from the dump alone. */
import type { Attribution, Attributions, EntityId, ProxySummary, Snapshot } from '../model/index.ts';
import { clusterClaim } from './cluster/cluster-claim.ts';
import { destinationRuleClaim } from './cluster/destination-rule-claim.ts';
import { readContext } from './context.ts';
import type { Context } from './context.ts';
import { istioVersion } from './fingerprint/fingerprint.ts';
import { chainClaim } from './listener/chain-claim.ts';
import { listenerClaim } from './listener/listener-claim.ts';
import { routeConfigClaim } from './route-configuration.ts';
import { placeOf } from './route/place.ts';
import { RouteClaims } from './route/route-claims.ts';
import { virtualHostClaim } from './virtual-host.ts';

/** `destinationRules` has an entry for every cluster that carries the policy of one, subset clusters included. */
export interface Provenance {
  readonly attributions: Attributions;
  readonly destinationRules: ReadonlyMap<EntityId, Attribution>;
  readonly istioVersion: ProxySummary['istioVersion'];
}

type Table = Map<EntityId, Attribution>;

/** Every listener, filter chain, route configuration, virtual host, route and cluster gets exactly one entry. */
export function attribute(snapshot: Snapshot): Provenance {
  const context = readContext(snapshot);
  const attributions: Table = new Map();
  const destinationRules: Table = new Map();
  for (const cluster of snapshot.clusters) {
    const rule = destinationRuleClaim(cluster, context);
    if (rule !== null) destinationRules.set(cluster.id, rule);
    attributions.set(cluster.id, clusterClaim(cluster, rule, context));
  }
  const byName = attributeRoutes(snapshot, context, attributions);
  attributeListeners(snapshot, context, attributions, byName);
  return { attributions, destinationRules, istioVersion: istioVersion(snapshot.proxy, context.bounds) };
}

/** Answers the claims of route configurations that RDS may deliver, by name. */
function attributeRoutes({ routeConfigs }: Snapshot, context: Context, into: Table): ReadonlyMap<string, Attribution> {
  const byName = new Map<string, Attribution>();
  for (const config of routeConfigs) {
    const place = placeOf(config, context);
    const routes = new RouteClaims(place, context);
    const hosts = config.virtualHosts.map((host) => {
      const claims = host.routes.map((route) => {
        const claim = routes.of(route, host);
        into.set(route.id, claim.attribution);
        return claim;
      });
      const attribution = virtualHostClaim(host, claims, place, context);
      into.set(host.id, attribution);
      return attribution;
    });
    const attribution = routeConfigClaim(place, hosts, context);
    into.set(config.id, attribution);
    if (config.inlineIn === undefined && !byName.has(config.name)) byName.set(config.name, attribution);
  }
  return byName;
}

function attributeListeners(
  { listeners }: Snapshot,
  context: Context,
  into: Table,
  byName: ReadonlyMap<string, Attribution>,
): void {
  for (const listener of listeners) {
    const chains = listener.filterChains.map((chain) => {
      const { target } = chain;
      let routeConfig: Attribution | undefined;
      if (target.kind === 'http' && target.routes.kind === 'rds')
        routeConfig = byName.get(target.routes.routeConfigName);
      if (target.kind === 'http' && target.routes.kind === 'inline')
        routeConfig = into.get(target.routes.routeConfigId);
      const attribution = chainClaim({ chain, listener, context, routeConfig: routeConfig ?? null });
      into.set(chain.id, attribution);
      return attribution;
    });
    into.set(listener.id, listenerClaim(listener, chains, context));
  }
}
