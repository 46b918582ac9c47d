/** Expected against found outbound clusters. */
import type { Cluster, Evidence } from '../../../model/index.ts';
import type { ExpectedClusterEntry } from '../expected.ts';
import type { AlignmentSink } from './alignment-sink.ts';
import { settleAges } from '../cluster/settle-ages.ts';
import { byReplay, makeClaim } from './claim.ts';

const OF_PORT = byReplay('istiod makes this cluster of each port of it');
const OF_SUBSET = byReplay('this subset makes the cluster');

/** Clusters of other names (bootstrap, passthrough) are not Istio objects; whoever attributes them does it by name. */
export function alignClusters(
  clusters: readonly Cluster[],
  expected: readonly ExpectedClusterEntry[],
  sink: AlignmentSink,
): void {
  const byName = new Map<string, ExpectedClusterEntry[]>();
  for (const entry of expected) {
    const list = byName.get(entry.name);
    if (list === undefined) byName.set(entry.name, [entry]);
    else list.push(entry);
  }
  const found = new Set<string>();
  for (const cluster of clusters) {
    found.add(cluster.name);
    // The SNI-DNAT twin `outbound_.80_.v1_.host` comes of the same objects.
    const name = cluster.name.startsWith('outbound_.') ? cluster.name.replaceAll('_.', '|') : cluster.name;
    if (!name.startsWith('outbound|')) continue;
    const [entry, ...rivals] = fitting(cluster, byName.get(name) ?? []);
    if (entry === undefined) {
      const envoyFilters = sink.filters.cluster(cluster.name);
      sink.find({ kind: 'cluster-not-expected', entity: cluster.id, cluster: cluster.name, envoyFilters });
    } else claimCluster(cluster, entry, rivals, sink);
  }
  for (const [name, [entry]] of byName) {
    if (found.has(name) || entry === undefined || mayBeAbsent(entry)) continue;
    const origin = entry.subsetOrigin ?? { resource: entry.service, path: '' };
    sink.find({ kind: 'cluster-absent', cluster: name, origin });
  }
}

/**
 * DNS clusters without endpoints are not written, and the replay does not know the endpoints that a workload selector
 * picks (reference 5.2). Without one, a ServiceEntry's own host is its endpoint.
 */
function mayBeAbsent({ service: { type, spec } }: ExpectedClusterEntry): boolean {
  if (type !== 'ServiceEntry') return spec['type'] === 'ExternalName';
  const { resolution } = spec;
  return typeof resolution === 'string' && resolution.includes('DNS') && spec['workloadSelector'] !== undefined;
}

/**
 * Of several objects with one host the metadata tells the namespace, and whether it is a Service; a ServiceEntry's name is not
 * in it (reference 5.4). All of them where it tells nothing.
 */
function fitting(cluster: Cluster, entries: readonly ExpectedClusterEntry[]): readonly ExpectedClusterEntry[] {
  const services = cluster.istio?.services ?? [];
  if (entries.length < 2 || services.length === 0) return entries;
  const fit = entries.filter(({ service: { type, ref } }) =>
    services.some(
      ({ host, name, namespace }) =>
        namespace === ref.namespace && (name === host ? type === 'ServiceEntry' : type !== 'ServiceEntry'),
    ),
  );
  return fit.length === 0 ? entries : fit;
}

function claimCluster(
  cluster: Cluster,
  expected: ExpectedClusterEntry,
  rivals: readonly ExpectedClusterEntry[],
  sink: AlignmentSink,
): void {
  const { entry, isOwnerKnown } = settleAges(expected, configOf(cluster));
  const namespaces = cluster.istio?.services?.map(({ namespace }) => namespace) ?? [];
  const sameService = namespaces.length === 0 || namespaces.includes(entry.service.ref.namespace);
  const rule = entry.destinationRule;
  const expectedConfig = rule === null ? null : `${rule.ref.namespace}/${rule.ref.name}`;
  const foundConfig = configOf(cluster);
  const sameRule = expectedConfig === foundConfig;
  sink.clusterOf(cluster.id, entry);
  sink.claim(
    cluster.id,
    makeClaim({
      origin: entry.subsetOrigin ?? { resource: entry.service, path: '' },
      servers: [],
      // A subset is its DestinationRule's, whichever of them has the host.
      sharedWith: entry.subset === '' ? rivals.map(({ service }) => service) : [],
      confidence: sameService && isOwnerKnown && (sameRule || entry.subset === '') ? 'certain' : 'likely',
      evidence: evidenceOf(entry, isOwnerKnown),
    }),
  );
  if (sameRule) return;
  sink.find({
    kind: 'cluster-changed',
    entity: cluster.id,
    cluster: cluster.name,
    expected: rule?.ref ?? null,
    found: foundConfig,
  });
}

function evidenceOf(
  { subset, subsetOrigin, subsetPlaces }: ExpectedClusterEntry,
  isOwnerKnown: boolean,
): readonly Evidence[] {
  if (subset === '') return OF_PORT;
  if (isOwnerKnown) return OF_SUBSET;
  const others = subsetPlaces
    .filter(({ resource }) => resource !== subsetOrigin?.resource)
    .map(({ resource: { ref } }) => `${ref.namespace}/${ref.name}`);
  return byReplay(
    `this subset makes the cluster, or that of DestinationRule ${others.join(' or ')}: without their creationTimestamp it cannot be told which of them is older`,
  );
}

/** `namespace/name` of the DestinationRule in the metadata. */
function configOf(cluster: Cluster): string | null {
  const parts = cluster.istio?.config?.split('/');
  return parts?.[5] === undefined ? null : `${parts[5]}/${parts.slice(7).join('/')}`;
}
