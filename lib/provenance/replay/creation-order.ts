/** Oldest first (Istio pilot/pkg/model/config.go, sortConfigByCreationTime). */
import { compareText } from '../../base/plain.ts';
import type { GenerationProfile } from './profile.ts';

interface Created {
  readonly created: number | null;
  readonly name: string;
  readonly namespace: string;
}

/** Whether the resources tell which of two is older; equal times do, for istiod then goes by name. */
export function areAgesKnown(a: Pick<Created, 'created'>, b: Pick<Created, 'created'>): boolean {
  return a.created !== null && b.created !== null;
}

/**
 * A missing creation time sorts first, as Go's zero time does; equal times are told apart by name, then namespace.
 * Releases up to 1.18 compared `name.namespace` as one text, which differs when one name is a prefix of the other.
 */
export function compareCreation(tieBreak: GenerationProfile['tieBreak']): (a: Created, b: Created) => number {
  return (a, b) => {
    const age = (a.created ?? 0) - (b.created ?? 0);
    if (age !== 0) return age;
    if (tieBreak === 'joined') return compareText(`${a.name}.${a.namespace}`, `${b.name}.${b.namespace}`);
    return compareText(a.name, b.name) || compareText(a.namespace, b.namespace);
  };
}
