import { addFields, without } from '../../base/index.ts';
import type { Cluster, ClusterRow } from '../../model/index.ts';
import { parseClusterName } from '../../provenance/index.ts';
import type { EndpointIndex } from './endpoint-summary.ts';
import { endpointSummary } from './endpoint-summary.ts';
import type { View } from './view.ts';

export function clusterRow(view: View, endpoints: EndpointIndex, cluster: Cluster): ClusterRow {
  return addFields(without(cluster, 'id', 'at', 'loadAssignment'), {
    parts: parseClusterName(cluster.name),
    destinationRule: view.destinationRuleOf(cluster.id),
    endpoints: endpointSummary(endpoints, cluster),
    source: view.sourceOf(cluster.id),
  });
}
