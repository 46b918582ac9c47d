/** How many endpoints a cluster has and how many of them are healthy, from the best witness in the input. */
import type { Cluster, ClusterEndpoints, EndpointSummary, LocalityEndpoints, Snapshot } from '../../model/index.ts';

/** Endpoint lists of a snapshot by the name they are listed under. */
export interface EndpointIndex {
  readonly clusters: ReadonlyMap<string, ClusterEndpoints>;
  readonly eds: ReadonlyMap<string, ClusterEndpoints>;
}

export function endpointIndex({ endpoints }: Pick<Snapshot, 'endpoints'>): EndpointIndex {
  const clusters = new Map<string, ClusterEndpoints>();
  const eds = new Map<string, ClusterEndpoints>();
  for (const list of endpoints) {
    const index = list.from === 'eds' ? eds : clusters;
    if (!index.has(list.clusterName)) index.set(list.clusterName, list);
  }
  return { clusters, eds };
}

/** Envoy treats these as healthy; DEGRADED is used only when those are short (reference/envoy-semantics.md 6). */
const HEALTHY: ReadonlySet<string> = new Set(['HEALTHY', 'UNKNOWN']);

function summary(localities: readonly LocalityEndpoints[], from: EndpointSummary['from']): EndpointSummary {
  let total = 0;
  let healthy = 0;
  for (const { endpoints } of localities) {
    total += endpoints.length;
    for (const { health } of endpoints) if (HEALTHY.has(health)) healthy++;
  }
  return { total, healthy, from };
}

/** Kinds of discovery with a list of endpoints; others make them up as requests come, so that an empty list says nothing. */
const LISTED: ReadonlySet<string> = new Set(['EDS', 'STATIC', 'STRICT_DNS', 'LOGICAL_DNS']);

/**
 * Null when the input holds no endpoints for the cluster, or the cluster is of a kind that has no list of them. `/clusters` is asked first: only it knows of ejected endpoints.
 * EDS lists are named after `eds_cluster_config.service_name` when there is one. A STATIC cluster without a load
 * assignment has none, and that is known.
 */
export function endpointSummary(index: EndpointIndex, cluster: Cluster): EndpointSummary | null {
  const found = witnessed(index, cluster);
  return found?.total === 0 && !LISTED.has(cluster.type) ? null : found;
}

function witnessed(index: EndpointIndex, cluster: Cluster): EndpointSummary | null {
  const live = index.clusters.get(cluster.name);
  if (live !== undefined) return summary(live.localities, 'clusters');
  const eds = index.eds.get(cluster.edsServiceName ?? cluster.name);
  if (eds !== undefined) return summary(eds.localities, 'eds');
  if (cluster.loadAssignment !== undefined) return summary(cluster.loadAssignment, 'static');
  return cluster.type === 'STATIC' ? { total: 0, healthy: 0, from: 'static' } : null;
}
