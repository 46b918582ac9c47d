/** envoy.config.endpoint.v3.ClusterLoadAssignment: a cluster's endpoints, from EDS or from the cluster itself. */
import type { ClusterEndpoints, LocalityEndpoints } from '../../model/index.ts';
import { ignored, message, text } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { readLocalities } from './locality-endpoints.ts';

/** Endpoints before they have their place in the snapshot. */
export type EndpointsDraft = Omit<ClusterEndpoints, 'at'>;

interface Draft {
  clusterName: string;
  localities: readonly LocalityEndpoints[];
}

/** `drop_overloads` is left out on purpose: requests dropped by order are not modeled, so it is named as a gap. */
const POLICY = message('envoy.config.endpoint.v3.ClusterLoadAssignment.Policy', {
  overprovisioning_factor: ignored,
  endpoint_stale_after: ignored,
  disable_overprovisioning: ignored,
  weighted_priority_health: ignored,
});

const LOAD_ASSIGNMENT = message<Draft>('envoy.config.endpoint.v3.ClusterLoadAssignment', {
  cluster_name: (draft, value) => {
    draft.clusterName = text(value);
  },
  endpoints: (draft, value, reading) => {
    draft.localities = readLocalities(value, reading);
  },
  policy: (_draft, value, reading) => {
    POLICY(undefined, value, reading);
  },
});

export function readLoadAssignment(raw: unknown, reading: Reading): EndpointsDraft {
  return { from: 'eds', ...LOAD_ASSIGNMENT({ clusterName: '', localities: [] }, raw, reading) };
}
