/** Facts of the whole snapshot that single entities are judged by. */
import type { Snapshot } from '../model/index.ts';
import { ConfigReader } from './config-facts.ts';
import { BoundsBuilder } from './fingerprint/bounds.ts';
import type { VersionBounds } from './fingerprint/bounds.ts';
import { learnFromCluster, learnFromListener } from './fingerprint/cluster-signals.ts';
import { knownServices } from './known-services.ts';
import type { ServiceClaim } from './known-services.ts';
import { proxyRole } from './proxy-role.ts';
import type { ProxyRole } from './proxy-role.ts';
import type { HttpRouteProofs } from './route/http-route-proofs.ts';
import type { IngressNames } from './route/ingress-names.ts';
import { surveyRoutes } from './survey.ts';

/**
 * `istio` is false when nothing in the input shows an istiod's hand. `addresses` are those of the listeners that use a
 * route configuration, by its name. `httpRoutes` knows which Gateway API routes can only be HTTPRoutes.
 */
export interface Context {
  readonly role: ProxyRole;
  readonly istio: boolean;
  readonly configs: ConfigReader;
  readonly services: ReadonlyMap<string, ServiceClaim>;
  readonly bounds: VersionBounds;
  readonly addresses: ReadonlyMap<string, readonly string[]>;
  readonly httpRoutes: HttpRouteProofs;
  readonly ingresses: IngressNames;
}

/** Reads every route, cluster and listener once. */
export function readContext(snapshot: Snapshot): Context {
  const configs = new ConfigReader();
  const signs = new BoundsBuilder();
  // Clusters first: the newest signs are theirs, and spare most of the looking at routes.
  for (const cluster of snapshot.clusters) learnFromCluster(cluster, configs, signs);
  for (const listener of snapshot.listeners) learnFromListener(listener, signs);
  const role = proxyRole(snapshot);
  const { istio, httpRoutes, ingresses } = surveyRoutes(snapshot, configs, signs);
  return {
    role,
    istio: istio || role !== 'unknown' || showsIstio(snapshot),
    configs,
    services: knownServices(snapshot.clusters),
    bounds: signs.build(),
    addresses: addressesByRouteConfig(snapshot),
    httpRoutes,
    ingresses,
  };
}

/** Signs that do not depend on routes: the node's own version, metadata or the names of istiod's clusters. */
function showsIstio({ proxy, clusters }: Snapshot): boolean {
  if (proxy !== null && proxy.istioVersion !== null) return true;
  return clusters.some(({ istio, name }) => istio !== undefined || name === 'xds-grpc' || name === 'prometheus_stats');
}

function addressesByRouteConfig({ listeners }: Snapshot): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { address, filterChains } of listeners) {
    if (address === null) continue;
    for (const { target } of filterChains) {
      if (target.kind !== 'http' || target.routes.kind !== 'rds') continue;
      const { routeConfigName } = target.routes;
      const addresses = found.get(routeConfigName);
      if (addresses === undefined) found.set(routeConfigName, [address]);
      else if (!addresses.includes(address)) addresses.push(address);
    }
  }
  return found;
}
