/** A snapshot made ready for many questions: what every part of a trace is built from. */
import type { Cluster, EntityId, LocalityEndpoints, Snapshot, TraceLine } from '../../model/index.ts';
import type { ProfileOverride } from '../../matching/index.ts';
import { MatchingIndex, profileOf } from '../../matching/index.ts';
import type { Provenance } from '../../provenance/index.ts';
import { endpointIndex, viewOf } from '../rows/index.ts';
import type { EndpointIndex, View } from '../rows/index.ts';
import type { ClusterFate } from './cluster-fate.ts';
import type { FilterPlan } from './filter-plan.ts';

/** Caches live as long as the tracer: a batch asks the same clusters and connection managers again and again. */
export interface Tracer {
  readonly view: View;
  readonly index: MatchingIndex;
  readonly endpoints: EndpointIndex;
  readonly fates: Map<string, ClusterFate>;
  readonly plans: Map<object, FilterPlan>;
  readonly places: Map<EntityId, NonNullable<TraceLine['route']>>;
}

export function tracerOf(snapshot: Snapshot, provenance: Provenance, override: ProfileOverride = {}): Tracer {
  return {
    view: viewOf(snapshot, provenance),
    index: new MatchingIndex(snapshot, profileOf(snapshot.proxy, override)),
    endpoints: endpointIndex(snapshot),
    fates: new Map(),
    plans: new Map(),
    places: new Map(),
  };
}

/** The endpoints that the input shows for a cluster, from the best witness; null when it shows none. */
export function localitiesOf({ endpoints }: Tracer, cluster: Cluster): readonly LocalityEndpoints[] | null {
  const live = endpoints.clusters.get(cluster.name);
  if (live !== undefined) return live.localities;
  const eds = endpoints.eds.get(cluster.edsServiceName ?? cluster.name);
  if (eds !== undefined) return eds.localities;
  return cluster.loadAssignment ?? (cluster.type === 'STATIC' ? [] : null);
}
