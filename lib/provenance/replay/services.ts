/** Services and ServiceEntries by host name, as the replay needs them: ports, visibility, what selects which pod. */
import { fieldOf, listAt, numberAt, numberOf, recordOf, textAt, textMapOf, textOf, textsAt } from '../../base/plain.ts';
import type { Resource, ResourceSet } from '../../resources/index.ts';
import { isSubsetOf } from './host-names.ts';

export interface ServicePort {
  readonly number: number;
  readonly name: string;
  /** Upper case: `TCP`, `UDP`, `HTTP`, `HTTPS`, `GRPC`, `TLS`, …; Services tell it by port name or appProtocol. */
  readonly protocol: string;
  /** Number, or the name of a container port; undefined for ServiceEntries. */
  readonly targetPort: number | string | undefined;
}

export interface RegistryService {
  readonly host: string;
  readonly name: string;
  readonly namespace: string;
  readonly resource: Resource;
  readonly ports: readonly ServicePort[];
  readonly exportTo: readonly string[];
  readonly selector: ReadonlyMap<string, string>;
  /** Target of an ExternalName Service. */
  readonly externalName: string | undefined;
  readonly clusterIp: string | undefined;
  /** ServiceEntry resolution; undefined for Services. */
  readonly resolution: string | undefined;
  readonly addresses: readonly string[];
}

export interface ServiceRegistry {
  readonly all: readonly RegistryService[];
  /** The service of that host that a VirtualService in `namespace` would get: the one of its own namespace first. */
  readonly lookUp: (host: string, namespace: string, proxyNamespace: string) => RegistryService | undefined;
  readonly byHost: (host: string) => readonly RegistryService[];
}

export function buildRegistry(resources: ResourceSet, domain: string): ServiceRegistry {
  const all = [
    ...resources.ofKind('Service').map((resource) => kubernetesService(resource, domain)),
    ...resources.ofKind('ServiceEntry').flatMap(entryServices),
  ];
  const byHost = new Map<string, RegistryService[]>();
  for (const service of all) {
    const list = byHost.get(service.host);
    if (list === undefined) byHost.set(service.host, [service]);
    else list.push(service);
  }
  return {
    all,
    byHost: (host) => byHost.get(host) ?? [],
    lookUp: (host, namespace, proxyNamespace) => {
      const known = byHost.get(host);
      if (known === undefined) return undefined;
      const candidates = known.filter((service) => isServiceVisible(service, proxyNamespace));
      if (candidates.length < 2) return candidates[0];
      return (
        candidates.find((service) => service.namespace === namespace) ??
        candidates.find((service) => service.namespace === proxyNamespace) ??
        candidates[0]
      );
    },
  };
}

/** exportTo of the service covers the namespace; empty means everywhere (the mesh-wide default is not in the input). */
export function isServiceVisible(service: RegistryService, namespace: string): boolean {
  if (service.exportTo.length === 0) return true;
  if (service.exportTo.includes('~')) return false;
  return service.exportTo.some((scope) => scope === '*' || (scope === '.' ? service.namespace : scope) === namespace);
}

const EXPORT_TO_ANNOTATION = 'networking.istio.io/exportTo';

function kubernetesService(resource: Resource, domain: string): RegistryService {
  const { spec, ref } = resource;
  const exportTo = resource.annotations.get(EXPORT_TO_ANNOTATION);
  const clusterIp = textAt(spec, 'clusterIP');
  return {
    host: `${ref.name}.${ref.namespace}.svc.${domain}`,
    name: ref.name,
    namespace: ref.namespace,
    resource,
    ports: listAt(spec, 'ports').map(kubernetesPort),
    exportTo: exportTo === undefined ? [] : exportTo.split(',').map((scope) => scope.trim()),
    selector: textMapOf(fieldOf(spec, 'selector')),
    externalName: textAt(spec, 'type') === 'ExternalName' ? textAt(spec, 'externalName') : undefined,
    clusterIp: clusterIp === 'None' ? undefined : clusterIp,
    resolution: undefined,
    addresses: [],
  };
}

function kubernetesPort(port: unknown): ServicePort {
  const number = numberAt(port, 'port') ?? 0;
  const target = fieldOf(port, 'targetPort');
  const name = textAt(port, 'name') ?? '';
  return {
    number,
    name,
    protocol: protocolOf(textAt(port, 'protocol') ?? 'TCP', textAt(port, 'appProtocol') ?? name),
    targetPort: target === undefined || target === null ? number : (numberOf(target) ?? textOf(target)),
  };
}

const NAMED_PROTOCOLS = new Set([
  'HTTP',
  'HTTP2',
  'HTTPS',
  'GRPC',
  'GRPC-WEB',
  'TLS',
  'TCP',
  'MONGO',
  'REDIS',
  'MYSQL',
  'UDP',
]);

/** `http-web` → HTTP; a name that says nothing leaves the protocol to be sniffed (Istio pkg/config/kube/conversion.go). */
function protocolOf(layer4: string, hint: string): string {
  if (layer4 === 'UDP') return 'UDP';
  const upper = hint.toUpperCase();
  if (upper.startsWith('GRPC-WEB')) return 'GRPC-WEB';
  const first = upper.split('-')[0] ?? '';
  if (NAMED_PROTOCOLS.has(first)) return first;
  if (upper === 'KUBERNETES.IO/H2C') return 'HTTP2';
  return 'UNSUPPORTED';
}

function entryServices(resource: Resource): readonly RegistryService[] {
  const { spec, ref } = resource;
  const ports = listAt(spec, 'ports').map((port) => ({
    number: numberAt(port, 'number') ?? 0,
    name: textAt(port, 'name') ?? '',
    protocol: (textAt(port, 'protocol') ?? 'TCP').toUpperCase(),
    targetPort: undefined,
  }));
  return textsAt(spec, 'hosts').map((host) => ({
    host,
    name: host,
    namespace: ref.namespace,
    resource,
    ports,
    exportTo: textsAt(spec, 'exportTo'),
    selector: new Map<string, string>(),
    externalName: undefined,
    clusterIp: undefined,
    resolution: textAt(spec, 'resolution') ?? 'NONE',
    addresses: textsAt(spec, 'addresses'),
  }));
}

/** Every pair of the selector is in the labels; an empty selector selects nothing here (Services without selector). */
export function selects(selector: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>): boolean {
  for (const [key, value] of selector) if (labels.get(key) !== value) return false;
  return true;
}

/** Services whose host the name stands for, wildcards included. */
export function servicesMatching(registry: ServiceRegistry, host: string): readonly RegistryService[] {
  if (!host.startsWith('*')) return registry.byHost(host);
  return registry.all.filter((service) => isSubsetOf(service.host, host));
}

/** The container port number that `name` stands for in a pod. */
export function containerPort(pod: Resource, name: string): number | undefined {
  for (const container of listAt(pod.spec, 'containers')) {
    for (const port of listAt(container, 'ports')) {
      if (textAt(port, 'name') === name) return numberAt(recordOf(port), 'containerPort');
    }
  }
  return undefined;
}
