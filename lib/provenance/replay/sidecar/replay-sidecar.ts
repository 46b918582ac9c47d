/**
 * Outbound routes of a sidecar (Istio core/httproute.go, core/route/route.go BuildSidecarVirtualHostWrapper; reference 7).
 * The route configurations are those that the dump holds: which exist depends on listeners that are not replayed.
 */
import { compareText } from '../../../base/plain.ts';
import { areAgesKnown } from '../creation-order.ts';
import type { ReplayVirtualService } from '../effective.ts';
import { expandRoutes } from '../expand-routes.ts';
import type { ExpectedRoute, ExpectedRouteConfig, ExpectedVirtualHost } from '../expected.ts';
import type { FoundOwners } from '../found-owners.ts';
import type { Journal } from '../journal.ts';
import type { GenerationProfile } from '../profile.ts';
import { MESH_GATEWAY } from '../resolve-names.ts';
import { isServiceVisible, type RegistryService, type ServiceRegistry } from '../services.ts';
import { indexVirtualServices } from '../visible-virtual-services.ts';
import { defaultRoute } from './default-route.ts';
import { splitHosts } from './split-hosts.ts';

export interface SidecarInputs {
  readonly profile: GenerationProfile;
  readonly registry: ServiceRegistry;
  readonly journal: Journal;
  readonly labels: ReadonlyMap<string, string>;
  readonly hasMoreLabels: boolean;
  readonly proxyNamespace: string;
  readonly services: readonly ReplayVirtualService[];
  /** Names of the dump's dynamic route configurations. */
  readonly names: readonly string[];
  /** Asked for where creation times leave two VirtualServices of one host. */
  readonly found: () => FoundOwners;
}

/** `80`: the services on that port. `host:80`: one service whose protocol is sniffed. Other names are not replayed. */
export function replaySidecar(inputs: SidecarInputs): readonly ExpectedRouteConfig[] {
  const visible = inputs.registry.all.filter((service) => isServiceVisible(service, inputs.proxyNamespace));
  const index = indexVirtualServices(inputs.services, inputs.proxyNamespace, inputs.profile);
  const meshServices = index.lookUp(MESH_GATEWAY);
  return inputs.names.flatMap((name): readonly ExpectedRouteConfig[] => {
    const parts = /^(?:(.+):)?(\d+)$/.exec(name);
    if (parts === null) return [];
    const port = Number(parts[2]);
    const onPort = visible.filter(
      (service) => speaksHttp(service, port) && (parts[1] ?? service.host) === service.host,
    );
    const virtualHosts = buildHosts({ name, port, single: parts[1] !== undefined }, onPort, meshServices, inputs);
    return [{ name, boundPort: port, servers: [], virtualHosts }];
  });
}

const HTTP = new Set(['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'UNSUPPORTED']);

function speaksHttp(service: RegistryService, port: number): boolean {
  return service.ports.some((candidate) => candidate.number === port && HTTP.has(candidate.protocol));
}

interface SidecarConfig {
  readonly name: string;
  readonly port: number;
  /** It is of one service. */
  readonly single: boolean;
}

function keyOf({ namespace, name }: ReplayVirtualService): string {
  return `${namespace}/${name}`;
}

/**
 * First come, first served: a host that has a virtual host gets no second one. Where ages are missing, the dump tells
 * whose routes it got.
 */
function buildHosts(
  { name, port, single }: SidecarConfig,
  onPort: readonly RegistryService[],
  meshServices: readonly ReplayVirtualService[],
  inputs: SidecarInputs,
): readonly ExpectedVirtualHost[] {
  const hosts = new Map<string, ExpectedVirtualHost>();
  const makers = new Map<string, ReplayVirtualService>();
  const add = (host: string, routes: readonly ExpectedRoute[], by?: ReplayVirtualService): void => {
    const virtualHost = `${host}:${String(port)}`;
    const maker = makers.get(host);
    if (hosts.has(host)) {
      if (by === undefined || maker === undefined || areAgesKnown(by, maker)) return;
      const owners = inputs.found().get(name)?.get(virtualHost) ?? [];
      if (owners.includes(keyOf(maker)) || !owners.includes(keyOf(by))) return;
    }
    if (by !== undefined) makers.set(host, by);
    const placed = routes.map((route) => ({ route, servers: [] }));
    hosts.set(host, { name: virtualHost, hosts: [host], routes: placed, requireTls: false, servers: [] });
  };
  for (const service of meshServices) {
    if (service.http.length === 0) continue;
    const { matched, unmatched } = splitHosts(service, onPort, meshServices);
    // A host unknown to the registry has a virtual host on port 80, or beside one that is known.
    const applies = matched.length > 0 || (port === 80 && !single && unmatched.length > 0);
    if (!applies) {
      for (const rule of service.http) {
        inputs.journal.drop(rule.origin, {
          kind: 'unknown-host',
          host: `${service.hosts.join(', ')} on port ${String(port)}`,
        });
      }
      continue;
    }
    const routes = expandRoutes(service, {
      ...inputs,
      gateway: MESH_GATEWAY,
      listenPort: port,
      isTls: false,
      onListenPortOnly: true,
    });
    if (routes.length === 0) continue;
    for (const known of matched) add(known.host, routes, service);
    if (!single) for (const host of unmatched) add(host, routes, service);
  }
  for (const service of onPort) add(service.host, [defaultRoute(service, port)]);
  return [...hosts.values()].sort((a, b) => compareText(a.name, b.name));
}
