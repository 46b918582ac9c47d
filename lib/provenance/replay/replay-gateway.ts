/** Everything istiod would emit for a gateway pod. */
import { compareText } from '../../base/plain.ts';
import {
  gatewayKey,
  type Place,
  type ReplayGateway,
  type ReplayServer,
  type ReplayVirtualService,
} from './effective.ts';
import type { ExpectedChain, ExpectedRouteConfig, ExpectedVirtualHost } from './expected.ts';
import { agreement, type FoundOwners } from './found-owners.ts';
import { Journal } from './journal.ts';
import { layer4Chains, sniHosts } from './layer4-chains.ts';
import {
  mergeServers,
  type BoundServer,
  type LostServer,
  type MergedPort,
  type MergedServers,
} from './merge-servers.ts';
import { orderByDump, type OrderedServers } from './order-by-dump.ts';
import { proxyServices, resolvePorts, type PortContext } from './port-translation.ts';
import type { GenerationProfile } from './profile.ts';
import { isHttpServer } from './server-protocol.ts';
import { routeConfigName } from './route-config-name.ts';
import { selects, type ServiceRegistry } from './services.ts';
import { buildVirtualHosts, type HostContext } from './virtual-hosts.ts';
import { indexVirtualServices, type VirtualServiceIndex } from './visible-virtual-services.ts';

export interface GatewayInputs {
  readonly profile: GenerationProfile;
  readonly registry: ServiceRegistry;
  readonly journal: Journal;
  readonly ports: PortContext;
  /** The pod's node metadata say UNPRIVILEGED_POD. */
  readonly isUnprivileged: boolean;
  /** The release, as far as it is known, may be one whose hosts share an array of routes. */
  readonly mayShareRoutes: boolean;
  /** Asked for where the release leaves two ways. */
  readonly found: () => FoundOwners;
  /** All Gateways, oldest first. */
  readonly gateways: readonly ReplayGateway[];
  /** All VirtualServices, delegates merged, in creation order. */
  readonly services: readonly ReplayVirtualService[];
}

export interface GatewayReplay {
  readonly selected: readonly ReplayGateway[];
  readonly lostServers: readonly LostServer[];
  readonly routeConfigs: readonly ExpectedRouteConfig[];
  readonly chains: readonly ExpectedChain[];
}

export function replayGateway(inputs: GatewayInputs): GatewayReplay {
  const { selected, merged } = mergeInOrder(selectGateways(inputs), inputs);
  const index = indexVirtualServices(inputs.services, inputs.ports.proxyNamespace, inputs.profile);
  const context: HostContext = {
    profile: inputs.profile,
    registry: inputs.registry,
    journal: inputs.journal,
    labels: inputs.ports.labels,
    hasMoreLabels: inputs.ports.hasMoreLabels,
    proxyNamespace: inputs.ports.proxyNamespace,
    index,
    sharesRoutes: inputs.profile.sharesRoutes,
  };
  const routeConfigs = [...merged.byRouteConfig].map(([name, bound]): ExpectedRouteConfig => {
    const servers = bound.map(({ server }) => server);
    const virtualHosts = hostsOf(name, servers, context, inputs);
    return { name, boundPort: bound[0]?.boundPort ?? 0, servers, virtualHosts };
  });
  routeConfigs.sort((a, b) => compareText(a.name, b.name));
  const chains = merged.ports.flatMap((port) => chainsOf(port, index, inputs));
  return { selected, lostServers: merged.lost, routeConfigs, chains };
}

/** Oldest first; where ages are missing, as the dump shows them. */
function mergeInOrder(gateways: readonly ReplayGateway[], inputs: GatewayInputs): OrderedServers {
  const { profile, isUnprivileged, found } = inputs;
  const merge = (order: readonly ReplayGateway[]): MergedServers =>
    mergeServers(boundServers(order, inputs), profile, isUnprivileged);
  return orderByDump(gateways, merge, profile, found);
}

/**
 * Which patch releases of 1.20 and 1.21 stopped sharing is not known, and a dump without bootstrap tells its release only
 * roughly; but it holds the routes themselves.
 */
function hostsOf(
  name: string,
  servers: readonly ReplayServer[],
  context: HostContext,
  { found, mayShareRoutes }: GatewayInputs,
): readonly ExpectedVirtualHost[] {
  const expected = buildVirtualHosts(servers, context);
  if (!mayShareRoutes) return expected;
  const { sharesRoutes } = context;
  const other = buildVirtualHosts(servers, { ...context, sharesRoutes: !sharesRoutes, journal: new Journal() });
  const owners = found();
  return agreement(name, other, owners) > agreement(name, expected, owners) ? other : expected;
}

/**
 * Selector ⊆ labels, in any namespace; an empty selector selects every gateway. Generated Gateways name Services instead;
 * where no Service of the pod is given, the label istiod gives the pods it deploys stands in.
 */
function selectGateways({ gateways, ports }: GatewayInputs): readonly ReplayGateway[] {
  const hosts = new Set(proxyServices(ports).map(({ host }) => host));
  return gateways.filter(({ serviceHosts, selector, namespace }) => {
    if (serviceHosts === undefined) return selects(selector, ports.labels);
    if (hosts.size > 0) return serviceHosts.some((host) => hosts.has(host));
    return namespace === ports.proxyNamespace && selects(selector, ports.labels);
  });
}

function boundServers(gateways: readonly ReplayGateway[], { ports, journal }: GatewayInputs): readonly BoundServer[] {
  const services = proxyServices(ports);
  return gateways.flatMap((gateway) =>
    gateway.servers.flatMap((server) => {
      const bound = resolvePorts(gateway, server.port.number, services, ports);
      if (bound.length === 0) {
        const place: Place = { resource: gateway.source, path: server.path };
        journal.drop(place, {
          kind: 'server-dropped',
          gateway: gatewayKey(gateway),
          server: server.path,
          conflict: 'no-service-port',
          winner: null,
          hosts: server.hosts,
          isOrderKnown: true,
        });
      }
      return bound.map((boundPort) => ({ server, boundPort }));
    }),
  );
}

function chainsOf(port: MergedPort, index: VirtualServiceIndex, inputs: GatewayInputs): readonly ExpectedChain[] {
  const [first] = port.servers;
  if (first === undefined) return [];
  const { boundPort, bind } = port;
  const hasServices = proxyServices(inputs.ports).length > 0;
  const isKnown = ({ port: { number } }: ReplayServer): boolean => hasServices || inputs.ports.observed.has(number);
  if (port.plainText && isHttpServer(first)) {
    const isPortKnown = isKnown(first);
    const { routeConfig } = port;
    return [{ boundPort, isPortKnown, bind, server: first, serverNames: [], kind: 'http', routeConfig }];
  }
  const takenSni = new Map<string, string>();
  return port.servers.flatMap((server): readonly ExpectedChain[] => {
    if (isHttpServer(server)) return [httpsChain(server, boundPort, isKnown(server), inputs.profile)];
    return layer4Chains(server, {
      ...inputs,
      ...inputs.ports,
      index,
      boundPort,
      isPortKnown: isKnown(server),
      takenSni,
    });
  });
}

function httpsChain(
  server: ReplayServer,
  boundPort: number,
  isPortKnown: boolean,
  profile: GenerationProfile,
): ExpectedChain {
  return {
    boundPort,
    isPortKnown,
    bind: server.bind,
    server,
    serverNames: sniHosts(server),
    kind: 'http',
    routeConfig: routeConfigName(server, boundPort, profile),
  };
}
