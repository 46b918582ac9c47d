import { sortedBy } from '../../base/index.ts';
import type { ClusterRow, ClustersResult, Snapshot } from '../../model/index.ts';
import type { Provenance } from '../../provenance/index.ts';
import { clusterRow, endpointIndex, proxySummary, viewOf } from '../rows/index.ts';
import { clusterTest } from './cluster-filters.ts';
import type { Filters } from './filters.ts';

/** By host, port and subset, as a person looks them up; names of another shape count as hosts. */
function place({ name, parts }: ClusterRow): readonly (string | number)[] {
  if (parts === null) return [name, 0, '', ''];
  return [parts.host === '' ? name : parts.host, parts.port, parts.subset, parts.direction];
}

/**
 * Every cluster by host, port and subset. `filtered` counts clusters.
 *
 * @throws KnownError (usage) when `filters.source` is no `[KIND/]NAMESPACE/NAME`.
 */
export function clustersDocument(snapshot: Snapshot, provenance: Provenance, filters: Filters = {}): ClustersResult {
  const view = viewOf(snapshot, provenance);
  const endpoints = endpointIndex(snapshot);
  const test = clusterTest(filters);
  const rows = snapshot.clusters.map((cluster) => clusterRow(view, endpoints, cluster)).filter(test);
  const clusters = sortedBy(rows, place);
  return {
    proxy: proxySummary(view),
    gaps: snapshot.gaps,
    clusters,
    filtered: snapshot.clusters.length - clusters.length,
  };
}
