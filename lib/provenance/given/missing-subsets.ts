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

const NONE: readonly string[] = [];

export function missingSubsets({ clusters }: Replay): MissingSubsets {
  const known = new Map<string, Set<string>>();
  for (const { host, subset } of clusters) {
    const subsets = known.get(host);
    if (subsets === undefined) known.set(host, new Set([subset]));
    else subsets.add(subset);
  }
  const judged = new Map<string, readonly string[]>();
  const ofName = (name: string): readonly string[] => {
    let words = judged.get(name);
    if (words === undefined) judged.set(name, (words = missing(name, known)));
    return words;
  };
  const ofSpecifier = (specifier: ClusterSpecifier): readonly string[] => {
    if (specifier.kind === 'cluster') return ofName(specifier.name);
    if (specifier.kind !== 'weighted') return NONE;
    return specifier.clusters.every(({ name = '' }) => ofName(name).length === 0)
      ? NONE
      : [...new Set(specifier.clusters.flatMap(({ name = '' }) => ofName(name)))];
  };
  return {
    ofRoute: ({ action }) => (action.kind === 'forward' ? ofSpecifier(action.cluster) : NONE),
    ofChain: ({ target }) => (target.kind === 'tcp' ? ofSpecifier(target.cluster) : NONE),
  };
}

function missing(name: string, known: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const parts = parseClusterName(name);
  if (parts === null || parts.subset === '') return NONE;
  const subsets = known.get(parts.host);
  return subsets === undefined || subsets.has(parts.subset) ? NONE : [subsetWords(parts.subset, parts.host)];
}
