/** Clusters that a missing one may have meant: the same service under another port or subset, else like names. */
import { editDistance } from '../../../base/edit-distance.ts';
import type { TraceLoser } from '../../../model/index.ts';
import { parseClusterName } from '../../../provenance/index.ts';
import type { Tracer } from '../tracer.ts';
import { byNearness, MOST } from './nearest.ts';

const NEAR = 2;

export function nearClusters({ view }: Tracer, name: string): readonly TraceLoser[] {
  const wanted = parseClusterName(name);
  const ranked = view.snapshot.clusters.flatMap((cluster) => {
    const parts = parseClusterName(cluster.name);
    const same =
      wanted !== null && parts !== null && wanted.direction === parts.direction && wanted.host === parts.host;
    const far = same ? 0 : editDistance(cluster.name, name, NEAR);
    if (far > NEAR) return [];
    const differs = !same
      ? 'another name'
      : wanted.port !== parts.port
        ? `port ${String(parts.port)}`
        : parts.subset === ''
          ? 'no subset'
          : `subset ${parts.subset}`;
    const value: TraceLoser = {
      candidate: cluster.name,
      source: view.sourceOf(cluster.id),
      failed: `it is there, but with ${differs}`,
      change: null,
      edit:
        same && wanted.subset !== ''
          ? `define subset ${wanted.subset} in a DestinationRule for ${wanted.host}, or route to ${differs}`
          : null,
    };
    return [{ far, value }];
  });
  return byNearness(ranked).slice(0, MOST);
}
