/** Declared port → the port the pod listens on (Istio pilot/pkg/model/gateway.go, resolvePorts; reference 3.2). */
import { compareText } from '../../base/plain.ts';
import type { Resource } from '../../resources/index.ts';
import type { ReplayGateway } from './effective.ts';
import { containerPort, selects, type RegistryService, type ServicePort, type ServiceRegistry } from './services.ts';

/** Opts a Service out of translation for selector-bound Gateways. */
const NO_TRANSLATION_LABEL = 'experimental.istio.io/disable-gateway-port-translation';

export interface PortContext {
  readonly registry: ServiceRegistry;
  readonly labels: ReadonlyMap<string, string>;
  readonly hasMoreLabels: boolean;
  readonly proxyNamespace: string;
  /** Pods of the proxy, for named target ports. */
  readonly pods: readonly Resource[];
  /** Declared → bound as the dump shows it, for Services that are not among the resources. */
  readonly observed: ReadonlyMap<number, number>;
}

/** Services that select the proxy's pod, oldest first. */
export function proxyServices(context: PortContext): readonly RegistryService[] {
  return context.registry.all
    .filter(
      (service) =>
        service.namespace === context.proxyNamespace &&
        service.selector.size > 0 &&
        selects(service.selector, context.labels),
    )
    .sort((a, b) => (a.resource.created ?? 0) - (b.resource.created ?? 0) || compareText(a.name, b.name));
}

/**
 * The bound ports of a declared one. A Gateway bound by selector takes the first Service that has the port, and the port
 * itself when none has; a generated Gateway names its Services, and a port they lack is no port at all.
 */
export function resolvePorts(
  gateway: ReplayGateway,
  declared: number,
  services: readonly RegistryService[],
  context: PortContext,
): readonly number[] {
  const { serviceHosts } = gateway;
  const bySelector = serviceHosts === undefined;
  const bound = new Set<number>();
  for (const service of services) {
    if (bySelector && service.resource.labels.has(NO_TRANSLATION_LABEL)) continue;
    if (!bySelector && !serviceHosts.includes(service.host)) continue;
    const port = service.ports.find(({ number }) => number === declared);
    if (port === undefined) continue;
    const target = targetPort(port, context) ?? context.observed.get(declared);
    if (target === undefined) continue;
    if (bySelector) return [target];
    bound.add(target);
  }
  if (bound.size > 0) return [...bound];
  const observed = services.length === 0 ? context.observed.get(declared) : undefined;
  return bySelector || services.length === 0 ? [observed ?? declared] : [];
}

function targetPort(port: ServicePort, context: PortContext): number | undefined {
  const { targetPort: target } = port;
  if (typeof target === 'number') return target;
  if (target === undefined) return port.number;
  for (const pod of context.pods) {
    const found = containerPort(pod, target);
    if (found !== undefined) return found;
  }
  return undefined;
}
