/** The one table that turns evidence into confidence. Nothing else in the house writes a confidence. */
import type { Attribution, Confidence, Evidence, EvidenceKind } from '../model/index.ts';

/**
 * How far one fact of a kind carries by itself. Names that istiod alone can write are certain; names that istiod made out
 * of several objects, or that a person may also have chosen, are likely; what merely fits is possible
 * (reference/istio-provenance.md 12.8).
 */
const STRENGTH = {
  metadata: 'certain',
  clusterMetadata: 'certain',
  clusterServices: 'certain',
  routeConfigName: 'certain',
  builtinName: 'certain',
  replay: 'certain',
  resource: 'certain',
  contradiction: 'possible',
  routeName: 'likely',
  generatedName: 'likely',
  clusterName: 'likely',
  virtualHostName: 'likely',
  secretName: 'likely',
  statPrefix: 'likely',
  policyName: 'likely',
  shape: 'likely',
  absence: 'likely',
  serverNames: 'possible',
  listenerAddress: 'possible',
  decorator: 'possible',
} as const satisfies Record<EvidenceKind, Confidence>;

/** An answer that leaves a choice open, or that rests on what is missing, is never certain, whatever it is made of. */
const CEILING = {
  attributed: 'certain',
  synthetic: 'certain',
  ambiguous: 'likely',
  unattributed: 'likely',
} as const satisfies Record<Attribution['status'], Confidence>;

const RANK = { possible: 0, likely: 1, certain: 2 } as const satisfies Record<Confidence, number>;

/** One step down, where something speaks against the claim. */
const LOWERED = { certain: 'likely', likely: 'possible', possible: 'possible' } as const satisfies Record<
  Confidence,
  Confidence
>;

/** The weaker of two: what a replay says of its own claim is never raised. */
export function weaker(a: Confidence, b: Confidence): Confidence {
  return RANK[a] < RANK[b] ? a : b;
}

/**
 * The strongest piece of evidence decides, up to the ceiling of the status; no evidence at all is `possible`. A
 * contradiction costs one step.
 */
export function confidenceOf(status: Attribution['status'], evidence: readonly Evidence[]): Confidence {
  const best = strongest(status, evidence);
  return evidence.some(({ kind }) => kind === 'contradiction') ? LOWERED[best] : best;
}

function strongest(status: Attribution['status'], evidence: readonly Evidence[]): Confidence {
  const ceiling = CEILING[status];
  let best: Confidence = 'possible';
  for (let at = 0; at < evidence.length; at++) {
    const { kind } = evidence[at] as Evidence;
    if (RANK[STRENGTH[kind]] > RANK[best]) best = STRENGTH[kind];
    if (RANK[best] >= RANK[ceiling]) return ceiling;
  }
  return best;
}
