/** DestinationRules without creationTimestamp do not tell which of them is merged first; the cluster's metadata may. */
import type { Resource } from '../../../resources/index.ts';
import { areAgesKnown } from '../creation-order.ts';
import type { ExpectedClusterEntry } from '../expected.ts';

export interface SettledEntry {
  readonly entry: ExpectedClusterEntry;
  /** False where several rules define the subset, and nothing tells the first of them. */
  readonly isOwnerKnown: boolean;
}

/** `config` is `namespace/name` of the rule in the metadata: the first of those merged (reference 5.3). */
export function settleAges(entry: ExpectedClusterEntry, config: string | null): SettledEntry {
  const { rules, subsetPlaces } = entry;
  if (rules.length < 2 || areAllKnown(rules)) return { entry, isOwnerKnown: true };
  const [written] = rules;
  const named = rules.find(({ ref }) => `${ref.namespace}/${ref.name}` === config);
  const first = named !== undefined && written !== undefined && !areAgesKnown(named, written) ? named : written;
  const own = subsetPlaces.find(({ resource }) => resource === first && resource === named);
  const rivals = subsetPlaces.map(({ resource }) => resource);
  return {
    entry: { ...entry, destinationRule: first ?? null, subsetOrigin: own ?? entry.subsetOrigin },
    isOwnerKnown: own !== undefined || areAllKnown(rivals),
  };
}

function areAllKnown(rules: readonly Resource[]): boolean {
  return rules.length < 2 || rules.every(({ created }) => created !== null);
}
