/** What a request meets at a cluster: endpoints, or one of Envoy's own 503s. */
import type { Cluster, LocalityEndpoints } from '../../model/index.ts';
import type { EndpointLoad } from '../../matching/index.ts';
import { endpointLoad } from '../../matching/index.ts';
import type { Tracer } from './tracer.ts';
import { localitiesOf } from './tracer.ts';

/** `unseen`: the input does not hold the cluster, or not its endpoints. */
export type ClusterFate =
  | { readonly kind: 'missing' }
  | { readonly kind: 'warming'; readonly cluster: Cluster }
  | { readonly kind: 'noHost'; readonly cluster: Cluster; readonly localities: readonly LocalityEndpoints[] }
  | {
      readonly kind: 'load';
      readonly cluster: Cluster;
      readonly localities: readonly LocalityEndpoints[];
      readonly load: Extract<EndpointLoad, { readonly kind: 'load' }>;
    }
  | { readonly kind: 'unseen'; readonly cluster: Cluster | null };

/** Discovery types whose list of endpoints is all there is; DNS names in a dump may have resolved to anything. */
const LISTED: ReadonlySet<string> = new Set(['EDS', 'STATIC']);

export function clusterFate(tracer: Tracer, name: string): ClusterFate {
  let fate = tracer.fates.get(name);
  if (fate === undefined) {
    fate = decide(tracer, name);
    tracer.fates.set(name, fate);
  }
  return fate;
}

function decide(tracer: Tracer, name: string): ClusterFate {
  const cluster = tracer.index.cluster(name);
  if (cluster === null) return { kind: 'missing' };
  if (cluster === undefined) return { kind: 'unseen', cluster: null };
  if (cluster.state === 'warming') return { kind: 'warming', cluster };
  if (tracer.view.snapshot.doubts.length > 0) return { kind: 'unseen', cluster };
  const localities = localitiesOf(tracer, cluster);
  if (localities === null || !LISTED.has(cluster.type)) return { kind: 'unseen', cluster };
  const load = endpointLoad(cluster, localities);
  // A list of which a part was lost proves no emptiness.
  if (load.kind === 'none') {
    const { damaged } = tracer.view.snapshot;
    const lost = damaged.has('endpoints') || damaged.has('clusters');
    return lost ? { kind: 'unseen', cluster } : { kind: 'noHost', cluster, localities };
  }
  return { kind: 'load', cluster, localities, load };
}

/** True when Envoy answers for the cluster itself, whatever the request. */
export function isDead(fate: ClusterFate): boolean {
  return fate.kind === 'missing' || fate.kind === 'warming' || fate.kind === 'noHost';
}
