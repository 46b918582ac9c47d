/** Gateways and VirtualServices that istiod makes by itself, from the Gateway API and from Ingresses. */
import type { ResourceSet } from '../../resources/index.ts';
import type { ReplayGateway, ReplayVirtualService } from './effective.ts';
import { httpRouteServices } from './gateway-api/http-routes.ts';
import { layer4RouteServices } from './gateway-api/layer4-routes.ts';
import { loadListeners } from './gateway-api/listeners.ts';
import { ingressClassOf, isIstioIngress } from './ingress/ingress-class.ts';
import { ingressGateway } from './ingress/ingress-gateways.ts';
import { ingressServices } from './ingress/ingress-services.ts';
import type { Journal } from './journal.ts';
import type { GenerationProfile } from './profile.ts';
import type { ServiceRegistry } from './services.ts';

export interface Generated {
  readonly gateways: readonly ReplayGateway[];
  readonly services: readonly ReplayVirtualService[];
}

export interface GeneratedContext {
  readonly profile: GenerationProfile;
  readonly registry: ServiceRegistry;
  readonly domain: string;
  readonly journal: Journal;
}

export function generateObjects(resources: ResourceSet, context: GeneratedContext): Generated {
  const { profile, domain, journal } = context;
  const listeners = loadListeners(resources, profile.gatewayApi, domain);
  const ingresses = resources.ofKind('Ingress').filter((ingress) => {
    const ours = isIstioIngress(ingress, resources);
    if (!ours) journal.drop({ resource: ingress, path: '' }, { kind: 'ingress-class', class: ingressClassOf(ingress) });
    return ours;
  });
  return {
    gateways: [...listeners.map(({ replay }) => replay), ...ingresses.map(ingressGateway)],
    services: [
      ...httpRouteServices(resources, listeners, profile.gatewayApi, domain, journal),
      ...layer4RouteServices(resources, listeners, profile.gatewayApi, domain, journal),
      ...ingressServices(ingresses, context),
    ],
  };
}
