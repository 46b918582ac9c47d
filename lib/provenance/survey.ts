/** One walk over all routes before any of them is judged: what the whole says that a single route does not. */
import type { Route, RouteConfiguration, Snapshot } from '../model/index.ts';
import type { ConfigReader } from './config-facts.ts';
import type { BoundsBuilder } from './fingerprint/bounds.ts';
import { RouteConfigSignals } from './fingerprint/route-signals.ts';
import { parseClusterName } from './parse/cluster-name.ts';
import { HttpRouteProofs } from './route/http-route-proofs.ts';
import { IngressNames } from './route/ingress-names.ts';

/** `istio` is true when some route bears Istio's metadata or goes to a cluster with one of its names. */
export interface Survey {
  readonly istio: boolean;
  readonly httpRoutes: HttpRouteProofs;
  readonly ingresses: IngressNames;
}

/** Signs of the version go to `bounds`. */
export function surveyRoutes({ routeConfigs }: Snapshot, configs: ConfigReader, bounds: BoundsBuilder): Survey {
  const httpRoutes = new HttpRouteProofs();
  const ingresses = new IngressNames();
  let istio = false;
  for (const config of routeConfigs) {
    istio ||= isIstios(config);
    const signals = new RouteConfigSignals(config, bounds);
    for (const host of config.virtualHosts) {
      const { routes } = host;
      for (let at = 0; at < routes.length; at++) {
        const route = routes[at] as Route;
        if (route.istio?.config === undefined) continue;
        const facts = configs.of(route.istio.config);
        signals.seeRoute(route, facts);
        const name = facts.virtualService?.name;
        if (name === undefined || name.kind === 'user') continue;
        httpRoutes.learn(route, facts);
        if (name.kind === 'ingress' && signals.name.kind === 'gatewayHttp')
          ingresses.learn(facts.text, name.prefix, host);
      }
      signals.seeHost(host);
    }
    signals.seeEnd();
  }
  return { istio, httpRoutes, ingresses };
}

function isIstios({ virtualHosts }: RouteConfiguration): boolean {
  return virtualHosts.some(({ routes }) => routes.some((route) => route.istio !== undefined || goesToIstios(route)));
}

function goesToIstios({ action }: Route): boolean {
  if (action.kind !== 'forward' || action.cluster.kind !== 'cluster') return false;
  return parseClusterName(action.cluster.name) !== null;
}
