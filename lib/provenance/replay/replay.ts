/** Entry of the replay: resources and a proxy in, what istiod would emit for it out. */
import type { Snapshot } from '../../model/index.ts';
import type { Resource, ResourceSet } from '../../resources/index.ts';
import { indexDestinationRules } from './cluster/destination-rule-index.ts';
import { expectedClusters } from './cluster/expected-clusters.ts';
import { compareCreation } from './creation-order.ts';
import type { ReplayGateway, ReplayVirtualService } from './effective.ts';
import { effectiveServices } from './effective-services.ts';
import type { ExpectedChain, ExpectedClusterEntry, ExpectedRouteConfig } from './expected.ts';
import { foundOwners, type FoundOwners } from './found-owners.ts';
import { generateObjects } from './generated.ts';
import { releaseRange } from './infer-release.ts';
import { Journal, type Drop } from './journal.ts';
import { loadGateway } from './load-gateways.ts';
import { loadVirtualService } from './load-virtual-services.ts';
import { isDelegate } from './merge-delegates.ts';
import type { LostServer } from './merge-servers.ts';
import { observedPorts } from './observed-ports.ts';
import type { PortContext } from './port-translation.ts';
import { profileOf, ROUTES_COPIED_SINCE, type GenerationProfile } from './profile.ts';
import { replayGateway } from './replay-gateway.ts';
import { buildRegistry, type ServiceRegistry } from './services.ts';
import { replaySidecar } from './sidecar/replay-sidecar.ts';
import { sidecarOf } from './sidecar/sidecar-of.ts';
import { resolveTarget, type ReplayImpossible, type ReplayOptions, type ReplayTarget } from './target.ts';

export interface Replay {
  readonly target: ReplayTarget;
  readonly profile: GenerationProfile;
  readonly registry: ServiceRegistry;
  readonly resources: ResourceSet;
  /** The Sidecar that limits what this pod gets. Its limits are not replayed. */
  readonly sidecar: Resource | undefined;
  /** All Gateways, and those that apply to this pod. */
  readonly gateways: readonly ReplayGateway[];
  readonly selected: readonly ReplayGateway[];
  /** Delegates merged into their roots, generated ones added, in creation order. */
  readonly services: readonly ReplayVirtualService[];
  /** VirtualServices without hosts: parts of others. */
  readonly delegates: readonly ReplayVirtualService[];
  /** Servers that lost a conflict: they are not there. */
  readonly lostServers: readonly LostServer[];
  readonly routeConfigs: readonly ExpectedRouteConfig[];
  readonly chains: readonly ExpectedChain[];
  readonly clusters: readonly ExpectedClusterEntry[];
  readonly drops: readonly Drop[];
}

export type ReplayOutcome =
  { readonly ok: true; readonly replay: Replay } | { readonly ok: false; readonly impossible: ReplayImpossible };

const NO_GATEWAY = { selected: [], lostServers: [], chains: [] } as const;

export function replay(snapshot: Snapshot, resources: ResourceSet, options: ReplayOptions = {}): ReplayOutcome {
  const target = resolveTarget(snapshot, resources, options);
  if ('reason' in target) return { ok: false, impossible: target };
  const profile = profileOf(target.release.release);
  const journal = new Journal();
  const registry = buildRegistry(resources, target.domain);
  const generated = generateObjects(resources, { profile, registry, domain: target.domain, journal });
  const gateways = [...resources.ofKind('Gateway').map(loadGateway), ...generated.gateways];
  gateways.sort(compareCreation(profile.tieBreak));
  const written = resources.ofKind('VirtualService').map((resource) => loadVirtualService(resource, target.domain));
  const services = effectiveServices([...written, ...generated.services], profile, journal);
  const ports = portContext(snapshot, target, registry);
  let owners: FoundOwners | undefined;
  const found = (): FoundOwners => (owners ??= foundOwners(snapshot));
  const shared = { profile, registry, journal, services, found };
  const { selected, lostServers, routeConfigs, chains } =
    target.type === 'router'
      ? replayGateway({
          ...shared,
          ports,
          gateways,
          isUnprivileged: snapshot.proxy?.unprivileged === true,
          mayShareRoutes: mayShareRoutes(snapshot, target),
        })
      : { ...NO_GATEWAY, routeConfigs: replaySidecar({ ...ports, ...shared, names: dynamicNames(snapshot) }) };
  const { namespace, labels, domain } = target;
  const rules = indexDestinationRules(resources.ofKind('DestinationRule'), { namespace, labels, domain, profile });
  const clusters = expectedClusters(registry, rules, namespace, profile);
  return {
    ok: true,
    replay: {
      target,
      profile,
      registry,
      resources,
      sidecar: sidecarOf(resources, target),
      gateways,
      selected,
      lostServers,
      delegates: written.filter(isDelegate),
      services,
      routeConfigs,
      chains,
      clusters,
      drops: journal.drops(),
    },
  };
}

function mayShareRoutes(snapshot: Snapshot, { release: { release, how } }: ReplayTarget): boolean {
  const isRough = how === 'inferred' || how === 'assumed';
  return (isRough ? releaseRange(snapshot).min : release.minor) < ROUTES_COPIED_SINCE;
}

function portContext(snapshot: Snapshot, target: ReplayTarget, registry: ServiceRegistry): PortContext {
  return {
    registry,
    labels: target.labels,
    // A selector asks for some of the pod's labels only.
    hasMoreLabels: target.labelsFrom === 'selector',
    proxyNamespace: target.namespace,
    pods: target.pods,
    observed: observedPorts(snapshot),
  };
}

function dynamicNames(snapshot: Snapshot): readonly string[] {
  return snapshot.routeConfigs.filter(({ via }) => via === 'dynamic' || via === null).map(({ name }) => name);
}
