/** The whole dump against the whole replay. */
import type { Counted, EntityId, Section, Snapshot } from '../../../model/index.ts';
import { gatewayKey, type ReplayServer } from '../effective.ts';
import { patchesFor } from '../envoy-filter/patch.ts';
import { chainPatches, clusterPatches, insertedFilters } from '../envoy-filter/listener-patches.ts';
import { RoutePatches } from '../envoy-filter/route-patches.ts';
import type { ExpectedClusterEntry, ExpectedRouteConfig, ExpectedVirtualHost } from '../expected.ts';
import type { Replay } from '../replay.ts';
import { alignChains } from './align-chains.ts';
import { alignClusters } from './align-clusters.ts';
import { alignSidecarChains } from './align-sidecar-chains.ts';
import { alignVirtualHosts } from './align-virtual-hosts.ts';
import type { AlignmentSink, FilterLookup } from './alignment-sink.ts';
import type { ReplayClaim } from './claim.ts';
import type { ReplayFinding } from './finding.ts';

export interface Alignment {
  readonly claims: ReadonlyMap<EntityId, ReplayClaim>;
  readonly findings: readonly ReplayFinding[];
  /** What the replay expects where a found virtual host or route configuration stands: servers, hosts, requireTls. */
  readonly virtualHosts: ReadonlyMap<EntityId, ExpectedVirtualHost>;
  readonly routeConfigs: ReadonlyMap<EntityId, ExpectedRouteConfig>;
  /** Service, DestinationRule and subset behind each cluster. */
  readonly clusters: ReadonlyMap<EntityId, ExpectedClusterEntry>;
}

export function align(snapshot: Snapshot, replay: Replay): Alignment {
  const claims = new Map<EntityId, ReplayClaim>();
  const findings: ReplayFinding[] = [];
  const virtualHosts = new Map<EntityId, ExpectedVirtualHost>();
  const routeConfigs = new Map<EntityId, ExpectedRouteConfig>();
  const clusters = new Map<EntityId, ExpectedClusterEntry>();
  const owners = new Set(replay.services.map(({ namespace, name }) => `${namespace}/${name}`));
  const tied = tiedOwners(replay);
  const incomplete = incompleteOwners(replay);
  const expectedByName = new Map(replay.routeConfigs.map((config) => [config.name, config] as const));
  const sink: AlignmentSink = {
    filters: filterLookup(snapshot, replay, expectedByName),
    claim: (entity, claim) => claims.set(entity, claim),
    find: (finding) => findings.push(finding),
    hostOf: (entity, host) => virtualHosts.set(entity, host),
    clusterOf: (entity, entry) => clusters.set(entity, entry),
    rivalsOf: rivalsIn(replay),
    serversOf: (name, first) => expectedByName.get(name)?.servers ?? [first],
    causeOf: (owner) => {
      if (owner === null) return 'no-metadata';
      return owners.has(owner) ? 'not-generated' : 'owner-not-given';
    },
    isIncomplete: (owner) => owner !== undefined && incomplete.has(owner),
    orderConfidence: (owner) => (owner !== null && tied.has(`${owner.namespace}/${owner.name}`) ? 'likely' : 'certain'),
  };
  for (const found of snapshot.routeConfigs) {
    if (found.via === 'static' || found.via === 'inline') continue;
    const expected = expectedByName.get(found.name);
    if (expected === undefined) {
      if (isGenerated(found.name, replay)) {
        sink.find({ kind: 'route-config-not-expected', entity: found.id, routeConfig: found.label });
      }
      continue;
    }
    routeConfigs.set(found.id, expected);
    alignVirtualHosts(found, expected, sink);
  }
  if (isRead(snapshot, 'routes', 'routeConfigs')) absentConfigs(snapshot, replay, sink);
  if (isRead(snapshot, 'listeners', 'listeners')) {
    if (replay.target.type === 'router') alignChains(snapshot.listeners, replay.chains, sink);
    else alignSidecarChains(snapshot.listeners, replay, sink);
  }
  // Without a single Service the user gave only Istio's resources: nothing can be said about clusters.
  if (isRead(snapshot, 'clusters', 'clusters') && replay.registry.all.length > 0) {
    alignClusters(snapshot.clusters, replay.clusters, sink);
  }
  return { claims, findings, virtualHosts, routeConfigs, clusters };
}

/** False for a section that the input lacks, and for one that the command did not ask for: it is counted, not built. */
function isRead({ sections, counts }: Snapshot, section: Section, kind: Counted): boolean {
  const skipped = counts[kind].skipped.reduce((sum, { count }) => sum + count, 0);
  return sections.has(section) && (counts[kind].in === 0 || skipped < counts[kind].in);
}

/**
 * istioctl's JSON does not tell static from dynamic; the nameless bootstrap ones are told by having no name. Of a sidecar
 * only port and host:port configurations are replayed.
 */
function isGenerated(name: string, replay: Replay): boolean {
  return replay.target.type === 'router' && name !== '' && !/^inbound/i.test(name);
}

function absentConfigs(snapshot: Snapshot, replay: Replay, sink: AlignmentSink): void {
  const found = new Set(snapshot.routeConfigs.map(({ name }) => name));
  for (const { name, servers } of replay.routeConfigs) {
    if (found.has(name)) continue;
    const places = servers.map((server: ReplayServer) => ({ resource: server.gateway.source, path: server.path }));
    sink.find({ kind: 'route-config-absent', routeConfig: name, servers: places });
  }
}

const NONE: readonly never[] = [];

/** Only those that the owner is bound to as well. */
function rivalsIn({ lostServers, services }: Replay): AlignmentSink['rivalsOf'] {
  const open = lostServers.filter(({ isOrderKnown }) => !isOrderKnown);
  return (server, owner) => {
    if (open.length === 0) return NONE;
    const rivals = open.filter(({ winner }) => winner === server).map(({ server: rival }) => rival);
    const maker = services.find(({ namespace, name }) => namespace === owner?.namespace && name === owner.name);
    return rivals.filter(({ gateway }) => maker?.gateways.includes(gatewayKey(gateway)) === true);
  };
}

/** Roots whose delegate nobody gave. */
function incompleteOwners(replay: Replay): ReadonlySet<string> {
  const missing = replay.drops.filter(({ reason }) => reason.kind === 'delegate-missing');
  return new Set(missing.map(({ origin: { resource } }) => `${resource.ref.namespace}/${resource.ref.name}`));
}

/** Owners whose creation time is missing, or equal to another's: istiod's order cannot be told from the resources. */
function tiedOwners(replay: Replay): ReadonlySet<string> {
  const byTime = new Map<number | null, string[]>();
  for (const { created, namespace, name } of replay.services) {
    const list = byTime.get(created);
    if (list === undefined) byTime.set(created, [`${namespace}/${name}`]);
    else list.push(`${namespace}/${name}`);
  }
  const tied = [...byTime].flatMap(([created, names]) => (created === null || names.length > 1 ? names : []));
  return new Set(tied);
}

function filterLookup(
  snapshot: Snapshot,
  replay: Replay,
  expected: ReadonlyMap<string, ExpectedRouteConfig>,
): FilterLookup {
  const patches = patchesFor(replay.resources, replay.target, snapshot.proxy?.istioVersion ?? null);
  const routes = new RoutePatches(patches, (name) => expected.get(name)?.servers ?? []);
  return {
    route: (config, host, route) => routes.route(config, host, route),
    absentRoute: (config, host, name) => routes.absentRoute(config, host, name),
    virtualHost: (config, host) => routes.virtualHost(config, host),
    chain: (listener, chain) => chainPatches(patches, listener, chain),
    inserted: (listener, chain) => insertedFilters(patches, listener, chain),
    cluster: (name) => clusterPatches(patches, name),
  };
}
