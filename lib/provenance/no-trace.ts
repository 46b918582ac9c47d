/** What to say of an object that istiod would have marked, or named otherwise, had it made it. */
import type { Attribution, Evidence } from '../model/index.ts';
import { unattributed } from './claim.ts';

const FOREIGN =
  'nothing in this input was made by Istio: a hand-written configuration, or one of another control plane';

/**
 * EnvoyFilters leave no mark in any version (reference/istio-provenance.md 6), so their name is never in a dump.
 * `what` is a clause: "the route carries no Istio metadata".
 */
export function noTrace(istio: boolean, what: string, evidence: readonly Evidence[]): Attribution {
  const why = istio ? `most likely an EnvoyFilter added or replaced it; ${what}` : `${what}; ${FOREIGN}`;
  return unattributed(why, { evidence });
}

/** Evidence that a piece of Istio's marks is missing. */
export function absence(detail: string): Evidence {
  return { kind: 'absence', detail };
}
