/** The endpoints that the input shows for a cluster. */
import type { Cluster, EndpointSummary, LocalityEndpoints } from '../../../model/index.ts';
import { clusterRow } from '../../rows/index.ts';
import type { LintContext } from '../context.ts';

/** Null when the input holds none: unknown, not zero. */
export function endpointsOf(context: LintContext, cluster: Cluster): EndpointSummary | null {
  return clusterRow(context.view, context.endpoints, cluster).endpoints;
}

/** The list itself, from the best witness. */
export function localitiesOf({ endpoints }: LintContext, cluster: Cluster): readonly LocalityEndpoints[] {
  const live = endpoints.clusters.get(cluster.name) ?? endpoints.eds.get(cluster.edsServiceName ?? cluster.name);
  return live?.localities ?? cluster.loadAssignment ?? [];
}

/** Ports that the endpoints listen on, ascending. */
export function endpointPorts(context: LintContext, cluster: Cluster): readonly number[] {
  const ports = localitiesOf(context, cluster).flatMap(({ endpoints }) =>
    endpoints.flatMap(({ address }) => {
      const digits = /:(\d+)$/.exec(address)?.[1];
      return digits === undefined ? [] : [Number(digits)];
    }),
  );
  return [...new Set(ports)].sort((a, b) => a - b);
}
