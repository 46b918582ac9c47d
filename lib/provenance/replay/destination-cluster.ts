/** Destination → cluster (Istio core/route/route.go, GetDestinationCluster; reference 2.7). */
import type { Destination } from '../../resources/index.ts';
import type { ExpectedCluster } from './expected.ts';
import type { GenerationProfile } from './profile.ts';
import type { ServiceRegistry } from './services.ts';

export interface DestinationContext {
  readonly registry: ServiceRegistry;
  readonly profile: GenerationProfile;
  /** Declared port of the server the route is made for. */
  readonly listenPort: number;
  /** Of the VirtualService. */
  readonly namespace: string;
  readonly proxyNamespace: string;
  /** Sidecars look destinations up among the services of the listen port only (core/httproute.go). */
  readonly onListenPortOnly?: boolean;
}

/**
 * Without an explicit port the only port of the Service is taken, else the listen port. Where the Service is not among
 * the resources nobody can say which: null, which matches any port. `host` is empty for an invalid backend.
 */
export function destinationCluster(
  destination: Destination,
  weight: number,
  context: DestinationContext,
): ExpectedCluster {
  const service = context.registry.lookUp(destination.host, context.namespace, context.proxyNamespace);
  const alias = context.profile.externalNameAlias ? service?.externalName : undefined;
  const { subset } = destination;
  const host = alias ?? destination.host;
  const isKnown = service !== undefined;
  if (destination.port !== undefined) return { host, subset, port: destination.port, weight, isKnown };
  if (service === undefined) return { host, subset, port: null, weight, isKnown };
  const isSeen = context.onListenPortOnly !== true || service.ports.some(({ number }) => number === context.listenPort);
  const [only, second] = isSeen ? service.ports : [];
  const port = only !== undefined && second === undefined ? only.number : context.listenPort;
  return { host, subset, port, weight, isKnown };
}
