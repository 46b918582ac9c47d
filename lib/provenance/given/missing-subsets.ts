/** Destinations whose subset no DestinationRule given defines: istiod names the cluster all the same and never makes it. */
import type { ClusterSpecifier, FilterChain, Route } from '../../model/index.ts';
import { parseClusterName } from '../parse/cluster-name.ts';
import type { Replay } from '../replay/index.ts';
import { subsetWords } from './words.ts';

/** In words, one a destination. Silent about hosts that the resources do not know. */
export interface MissingSubsets {
  readonly ofRoute: (route: Route) => readonly string[];
  readonly ofChain: (chain: FilterChain) => readonly string[];
}

export function missingSubsets({ clusters }: Replay): MissingSubsets {
  const known = new Map<string, Set<string>>();
  for (const { host, subset } of clusters) {
    const subsets = known.get(host);
    if (subsets === undefined) known.set(host, new Set([subset]));
    else subsets.add(subset);
  }
  const missing = (name: string): readonly string[] => {
    const parts = parseClusterName(name);
    if (parts === null || parts.subset === '') return [];
    const subsets = known.get(parts.host);
    return subsets === undefined || subsets.has(parts.subset) ? [] : [subsetWords(parts.subset, parts.host)];
  };
  const ofSpecifier = (specifier: ClusterSpecifier): readonly string[] => [
    ...new Set(namesOf(specifier).flatMap(missing)),
  ];
  return {
    ofRoute: ({ action }) => (action.kind === 'forward' ? ofSpecifier(action.cluster) : []),
    ofChain: ({ target }) => (target.kind === 'tcp' ? ofSpecifier(target.cluster) : []),
  };
}

function namesOf(specifier: ClusterSpecifier): readonly string[] {
  if (specifier.kind === 'cluster') return [specifier.name];
  return specifier.kind === 'weighted' ? specifier.clusters.flatMap(({ name }) => name ?? []) : [];
}
