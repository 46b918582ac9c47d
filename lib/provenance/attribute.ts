/** Who made each entity of a snapshot: from the dump alone, or from the resources given as well. */
import type { Attribution, Attributions, Diagnostic, EntityId, ProxySummary, Snapshot } from '../model/index.ts';
import type { ResourceSet } from '../resources/index.ts';
import { AttributionTable } from './attribution-table.ts';
import { clusterClaim } from './cluster/cluster-claim.ts';
import { destinationRuleClaim } from './cluster/destination-rule-claim.ts';
import { readContext } from './context.ts';
import type { Context } from './context.ts';
import { istioVersion } from './fingerprint/fingerprint.ts';
import { givenOf } from './given/given.ts';
import type { Given } from './given/given.ts';
import { Refiner } from './given/refine.ts';
import { warningsOf } from './given/warnings.ts';
import { chainClaim } from './listener/chain-claim.ts';
import { listenerClaim } from './listener/listener-claim.ts';
import type { ReplayOptions } from './replay/index.ts';
import { routeConfigClaim } from './route-configuration.ts';
import { placeOf } from './route/place.ts';
import { RouteClaims } from './route/route-claims.ts';
import { SharedClaims } from './route/shared-claims.ts';
import { virtualHostClaim } from './virtual-host.ts';

/**
 * `destinationRules` has an entry for every cluster that carries the policy of one, subset clusters included. `given` is
 * what became of the resources; `diagnostics` where they and the dump disagree.
 */
export interface Provenance {
  readonly attributions: Attributions;
  readonly destinationRules: ReadonlyMap<EntityId, Attribution>;
  readonly istioVersion: ProxySummary['istioVersion'];
  readonly given: Given;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Every listener, filter chain, route configuration, virtual host, route and cluster gets exactly one entry. With
 * `resources`, what istiod makes of them is held against the dump; `options` says what the input does not know of the pod.
 */
export function attribute(
  snapshot: Snapshot,
  resources: ResourceSet | null = null,
  options: ReplayOptions = {},
): Provenance {
  const context = readContext(snapshot);
  const given = givenOf(snapshot, resources, options);
  const refiner = given.kind === 'compared' ? new Refiner(given.comparison) : null;
  const attributions = new AttributionTable();
  const destinationRules = new Map<EntityId, Attribution>();
  const byName = attributeRoutes(snapshot, context, refiner, attributions);
  attributeListeners(snapshot, context, refiner, attributions, byName);
  for (const cluster of snapshot.clusters) {
    const rule = destinationRuleClaim(cluster, context);
    if (rule !== null) destinationRules.set(cluster.id, refiner?.destinationRule(cluster, rule) ?? rule);
    const known = clusterClaim(cluster, rule, context);
    attributions.set(cluster.id, refiner?.cluster(cluster, known) ?? known);
  }
  const { istioVersion: version } = options;
  return {
    attributions,
    destinationRules,
    istioVersion:
      version === undefined
        ? istioVersion(snapshot.proxy, context.bounds)
        : { text: version, how: 'given', because: '--istio-version' },
    given,
    diagnostics: warningsOf(snapshot, given),
  };
}

/** Answers the claims of route configurations that RDS may deliver, by name. */
function attributeRoutes(
  { routeConfigs }: Snapshot,
  context: Context,
  refiner: Refiner | null,
  into: AttributionTable,
): ReadonlyMap<string, Attribution> {
  const byName = new Map<string, Attribution>();
  const shared = new SharedClaims();
  for (const config of routeConfigs) {
    const place = placeOf(config, context);
    const routes = new RouteClaims(place, context, shared);
    const hosts = config.virtualHosts.map((host) => {
      const claims = host.routes.map((route) => {
        const known = routes.of(route, host);
        const claim = refiner?.route(route, known) ?? known;
        into.set(route.id, claim.attribution);
        return claim;
      });
      const known = virtualHostClaim(host, claims, place, context);
      const attribution = refiner?.virtualHost(config, host, known) ?? known;
      into.set(host.id, attribution);
      return attribution;
    });
    const known = routeConfigClaim(place, hosts, context);
    const attribution = refiner?.routeConfig(config, known) ?? known;
    into.set(config.id, attribution);
    if (config.inlineIn === undefined && !byName.has(config.name)) byName.set(config.name, attribution);
  }
  return byName;
}

function attributeListeners(
  { listeners }: Snapshot,
  context: Context,
  refiner: Refiner | null,
  into: AttributionTable,
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
      const known = chainClaim({ chain, listener, context, routeConfig: routeConfig ?? null });
      const attribution = refiner?.chain(chain, known) ?? known;
      into.set(chain.id, attribution);
      return attribution;
    });
    const known = listenerClaim(listener, chains, context);
    into.set(listener.id, refiner?.listener(listener, known) ?? known);
  }
}
