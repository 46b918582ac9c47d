/** The contract's `source`: how an Attribution is printed. One shape for routes, clusters, listeners and chains. */
import type {
  Attribution,
  Confidence,
  Evidence,
  FileLocation,
  GatewayRef,
  ResourceRef,
  ViaRef,
} from './attribution.ts';

export interface Source {
  readonly status: Attribution['status'];
  readonly resource: ResourceRef | null;
  readonly path: string | null;
  readonly via: ViaRef | null;
  readonly gateways: readonly GatewayRef[];
  readonly candidates: readonly ResourceRef[];
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  readonly location: FileLocation | null;
  /** Plain words: what is synthetic about it, why it is ambiguous or unattributed, or what the claim leaves open. */
  readonly reason: string | null;
}

const NONE: readonly never[] = [];

/** Folds the union into the flat, always complete shape that scripts read. */
export function sourceOf(attribution: Attribution): Source {
  const { status, gateways, evidence, confidence } = attribution;
  if (status === 'attributed') {
    const { resource, path, via, location, candidates = NONE, caveat: reason = null } = attribution;
    return { status, resource, path, via, gateways, candidates, evidence, confidence, location, reason };
  }
  return {
    status,
    resource: null,
    path: status === 'ambiguous' ? (attribution.path ?? null) : null,
    via: null,
    gateways,
    candidates: status === 'synthetic' ? NONE : attribution.candidates,
    evidence,
    confidence,
    location: null,
    reason: status === 'synthetic' ? attribution.by : attribution.why,
  };
}
