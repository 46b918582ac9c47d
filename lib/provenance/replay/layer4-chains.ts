/** Filter chains of TCP and TLS servers (Istio core/gateway.go, createGatewayTCPFilterChainOpts; reference 3.6). */
import type { Layer4Match, WeightedDestination } from '../../resources/index.ts';
import { destinationCluster, type DestinationContext } from './destination-cluster.ts';
import {
  gatewayKey,
  type Place,
  type ReplayLayer4Rule,
  type ReplayServer,
  type ReplayVirtualService,
} from './effective.ts';
import type { ExpectedChain, ExpectedCluster } from './expected.ts';
import { hostsOverlap } from './host-names.ts';
import type { Journal } from './journal.ts';
import type { GenerationProfile } from './profile.ts';
import { bareHost, hostsForNamespace } from './server-hosts.ts';
import { isPassthrough } from './server-protocol.ts';
import type { ServiceRegistry } from './services.ts';
import type { VirtualServiceIndex } from './visible-virtual-services.ts';

export interface Layer4Context {
  readonly profile: GenerationProfile;
  readonly registry: ServiceRegistry;
  readonly journal: Journal;
  readonly proxyNamespace: string;
  readonly index: VirtualServiceIndex;
  readonly boundPort: number;
  readonly isPortKnown: boolean;
  /** SNI hosts of the listener that are taken, with the bind they are taken on. */
  readonly takenSni: Map<string, string>;
}

/** Chains of one server that is not HTTP; none when no VirtualService fits. */
export function layer4Chains(server: ReplayServer, context: Layer4Context): readonly ExpectedChain[] {
  const services = context.index.lookUp(gatewayKey(server.gateway));
  if (server.tls?.mode === 'AUTO_PASSTHROUGH') {
    return [
      {
        ...base(server, context),
        kind: 'tcp',
        serverNames: sniHosts(server),
        rule: null,
        owner: null,
        clusters: [],
        losers: [],
        isOrderKnown: true,
      },
    ];
  }
  return isPassthrough(server) ? tlsChains(server, services, context) : tcpChains(server, services, context);
}

function base(
  server: ReplayServer,
  { boundPort, isPortKnown }: Layer4Context,
): { boundPort: number; isPortKnown: boolean; bind: string; server: ReplayServer } {
  return { boundPort, isPortKnown, bind: server.bind, server };
}

/** SNI of a terminating server: its hosts without namespace, sorted. */
export function sniHosts(server: ReplayServer): readonly string[] {
  return [...new Set(server.hosts.map(bareHost))].sort((a, b) => (a < b ? -1 : Number(a > b)));
}

/** Only port and gateways of a layer 4 match count on a gateway; subnets and sources are ignored. */
function fits(match: Pick<Layer4Match, 'port' | 'gateways'>, server: ReplayServer): boolean {
  const portFits = match.port === 0 || match.port === server.port.number;
  return portFits && (match.gateways.length === 0 || match.gateways.includes(gatewayKey(server.gateway)));
}

function misfit(match: Pick<Layer4Match, 'port' | 'gateways'>, server: ReplayServer): Parameters<Journal['drop']>[1] {
  if (match.port !== 0 && match.port !== server.port.number) {
    return { kind: 'port-mismatch', port: match.port, declared: server.port.number };
  }
  return { kind: 'gateways-mismatch', gateways: match.gateways };
}

function coversHosts(server: ReplayServer, service: ReplayVirtualService): boolean {
  const hosts = hostsForNamespace(server.hosts, service.namespace);
  return service.hosts.some((host) => hosts.some((serverHost) => hostsOverlap(serverHost, host)));
}

/** Hosts that fit but for the namespace in `ns/host` deserve their own answer. */
function explainHosts(
  server: ReplayServer,
  service: ReplayVirtualService,
  rules: readonly ReplayLayer4Rule[],
  { journal }: Layer4Context,
): void {
  const fitsOtherwise = service.hosts.some((host) => server.hosts.some((one) => hostsOverlap(bareHost(one), host)));
  const kind = fitsOtherwise ? 'namespace-not-allowed' : 'hosts-disjoint';
  const reason = { kind, gateway: gatewayKey(server.gateway), server: server.path, hosts: server.hosts } as const;
  for (const { origin } of rules) journal.drop(origin, reason);
}

/** The first tcp rule that fits, of the first VirtualService that has one; everything after it is dead. */
function tcpChains(
  server: ReplayServer,
  services: readonly ReplayVirtualService[],
  context: Layer4Context,
): readonly ExpectedChain[] {
  let winner: Candidate | undefined;
  const losers: Candidate[] = [];
  for (const service of services) {
    const rules = service.fromTlsRoute ? [...service.tcp, ...service.tls] : service.tcp;
    if (!coversHosts(server, service)) {
      explainHosts(server, service, rules, context);
      continue;
    }
    for (const rule of rules) {
      const { matches, destinations } = rule.rule;
      const [first] = matches;
      if (first !== undefined && !matches.some((match) => fits(match, server))) {
        context.journal.drop(rule.origin, misfit(first, server));
      } else if (destinations.length === 0) context.journal.drop(rule.origin, { kind: 'no-destination' });
      else if (winner !== undefined) {
        context.journal.drop(rule.origin, { kind: 'not-first', winner: winner.rule.origin });
        losers.push({ rule, service, origin: rule.origin });
      } else winner = { rule, service, origin: rule.origin };
    }
  }
  if (winner === undefined) return [];
  const serverNames = server.tls === undefined ? [] : sniHosts(server);
  return [chainOf(server, serverNames, winner, losers, context)];
}

/** A rule that could make a chain; `origin` is its match where it has one. */
interface Candidate {
  readonly service: ReplayVirtualService;
  readonly rule: ReplayLayer4Rule;
  readonly origin: Place;
}

/** Every tls match that fits makes a chain of its SNI hosts, unless one of them is taken on this port and bind. */
function tlsChains(
  server: ReplayServer,
  services: readonly ReplayVirtualService[],
  context: Layer4Context,
): readonly ExpectedChain[] {
  const chains: {
    readonly serverNames: readonly string[];
    readonly winner: Candidate;
    readonly losers: Candidate[];
  }[] = [];
  for (const service of services) {
    if (!coversHosts(server, service)) {
      explainHosts(server, service, service.tls, context);
      continue;
    }
    for (const rule of service.tls) {
      rule.rule.matches.forEach((match, index) => {
        const origin: Place = { ...rule.origin, path: `${rule.origin.path}.match[${String(index)}]` };
        const candidate = { service, rule, origin };
        if (!fits(match, server)) {
          context.journal.drop(origin, misfit(match, server));
          return;
        }
        const taken = match.sniHosts.filter((host) => context.takenSni.get(host) === server.bind);
        if (taken.length > 0 && context.profile.skipsDuplicateSni) {
          context.journal.drop(origin, { kind: 'duplicate-sni', hosts: taken });
          for (const chain of chains) {
            if (chain.serverNames.some((host) => taken.includes(host))) chain.losers.push(candidate);
          }
          return;
        }
        for (const host of match.sniHosts) context.takenSni.set(host, server.bind);
        chains.push({ serverNames: match.sniHosts, winner: candidate, losers: [] });
      });
    }
  }
  return chains.map(({ serverNames, winner, losers }) => chainOf(server, serverNames, winner, losers, context));
}

function chainOf(
  server: ReplayServer,
  serverNames: readonly string[],
  winner: Candidate,
  losers: readonly Candidate[],
  context: Layer4Context,
): ExpectedChain {
  const clustersOf = ({ service, rule }: Candidate): readonly ExpectedCluster[] =>
    layer4Clusters(rule.rule.destinations, {
      ...context,
      namespace: service.namespace,
      listenPort: server.port.number,
    });
  const { namespace, name, created } = winner.service;
  return {
    ...base(server, context),
    kind: 'tcp',
    serverNames,
    rule: winner.origin,
    owner: { namespace, name },
    clusters: clustersOf(winner),
    losers: losers.map((loser) => ({ rule: loser.origin, clusters: clustersOf(loser) })),
    isOrderKnown: losers.every(
      ({ service }) => service === winner.service || (created !== null && service.created !== created),
    ),
  };
}

/** Clusters of a TcpProxy: the only destination, or all weighted ones. */
export function layer4Clusters(
  destinations: readonly WeightedDestination[],
  context: DestinationContext,
): readonly ExpectedCluster[] {
  const weighted = destinations.length > 1 ? destinations.filter(({ weight }) => weight > 0) : destinations;
  return weighted.map(({ destination, weight }) => destinationCluster(destination, weight, context));
}
