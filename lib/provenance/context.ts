/** Facts of the whole snapshot that single entities are judged by. */
import type { Route, Snapshot } from '../model/index.ts';
import { ConfigReader } from './config-facts.ts';
import { readFingerprint } from './fingerprint/fingerprint.ts';
import type { VersionBounds } from './fingerprint/bounds.ts';
import { knownServices } from './known-services.ts';
import type { ServiceClaim } from './known-services.ts';
import { parseClusterName } from './parse/cluster-name.ts';
import { parseRouteConfigName } from './parse/route-config-name.ts';
import { proxyRole } from './proxy-role.ts';
import type { ProxyRole } from './proxy-role.ts';
import { HttpRouteProofs } from './route/http-route-proofs.ts';
import { IngressNames } from './route/ingress-names.ts';

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

/** Reads every route once. */
export function readContext(snapshot: Snapshot): Context {
  const configs = new ConfigReader();
  const httpRoutes = new HttpRouteProofs();
  const ingresses = new IngressNames();
  const role = proxyRole(snapshot);
  const bounds = readFingerprint(snapshot, configs);
  let istio = role !== 'unknown' || showsIstio(snapshot);
  for (const { name, virtualHosts } of snapshot.routeConfigs) {
    const isPlain = parseRouteConfigName(name).kind === 'gatewayHttp';
    for (const host of virtualHosts) {
      for (const route of host.routes) {
        istio ||= route.istio !== undefined || goesToIstioCluster(route);
        if (route.istio?.config === undefined) continue;
        const facts = configs.of(route.istio.config);
        httpRoutes.learn(route, facts);
        const made = facts.virtualService?.name;
        if (isPlain && made?.kind === 'ingress') ingresses.learn(facts.text, made.prefix, host);
      }
    }
  }
  return {
    role,
    istio,
    configs,
    services: knownServices(snapshot.clusters),
    bounds,
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

function goesToIstioCluster({ action }: Route): boolean {
  return (
    action.kind === 'forward' && action.cluster.kind === 'cluster' && parseClusterName(action.cluster.name) !== null
  );
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
