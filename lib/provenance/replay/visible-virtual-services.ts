/** Which VirtualServices a gateway pod gets for a Gateway, in order (push_context.go; reference 3.4). */
import type { ReplayVirtualService } from './effective.ts';
import type { GenerationProfile } from './profile.ts';

/** Where exportTo puts a VirtualService as seen from one namespace. */
export type Visibility = 'private' | 'exported' | 'public' | 'hidden';

/** `*` wins over everything, `~` hides; without exportTo the mesh default, public, is assumed. */
export function visibilityFrom(service: ReplayVirtualService, proxyNamespace: string): Visibility {
  const { exportTo, namespace } = service;
  if (exportTo.length === 0 || exportTo.includes('*')) return 'public';
  if (exportTo.includes('~')) return 'hidden';
  // Nobody said which namespace the pod is in: what is found in the dump decides, not this list.
  if (proxyNamespace === '') return 'exported';
  if (exportTo.some((scope) => scope === '.' || scope === namespace) && namespace === proxyNamespace) return 'private';
  return exportTo.some((scope) => scope === proxyNamespace && scope !== namespace) ? 'exported' : 'hidden';
}

/** Index by gateway name: `lookUp('ns/gw')` gives the services in the order in which their routes are appended. */
export interface VirtualServiceIndex {
  readonly lookUp: (gateway: string) => readonly ReplayVirtualService[];
}

/** `services` merged and in creation order. */
export function indexVirtualServices(
  services: readonly ReplayVirtualService[],
  proxyNamespace: string,
  profile: GenerationProfile,
): VirtualServiceIndex {
  const classes = {
    private: new Map<string, ReplayVirtualService[]>(),
    exported: new Map<string, ReplayVirtualService[]>(),
    own: new Map<string, ReplayVirtualService[]>(),
    public: new Map<string, ReplayVirtualService[]>(),
  };
  for (const service of services) {
    const visibility = visibilityFrom(service, proxyNamespace);
    if (visibility === 'hidden') continue;
    const isOwnRoute =
      profile.ownNamespaceRoutesFirst && service.semantics === 'gateway' && service.namespace === proxyNamespace;
    const index = visibility === 'public' && isOwnRoute ? classes.own : classes[visibility];
    for (const gateway of new Set(service.gateways)) {
      const list = index.get(gateway);
      if (list === undefined) index.set(gateway, [service]);
      else list.push(service);
    }
  }
  const order = [classes.private, classes.exported, classes.own, classes.public];
  const known = new Map<string, readonly ReplayVirtualService[]>();
  return {
    lookUp: (gateway) => {
      let found = known.get(gateway);
      if (found === undefined) known.set(gateway, (found = order.flatMap((index) => index.get(gateway) ?? [])));
      return found;
    },
  };
}
