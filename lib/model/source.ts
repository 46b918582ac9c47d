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

/** Folds the union into the flat, always complete shape that scripts read. */
export function sourceOf(attribution: Attribution): Source {
  const shared = {
    status: attribution.status,
    resource: null,
    path: null,
    via: null,
    gateways: attribution.gateways,
    candidates: [],
    evidence: attribution.evidence,
    confidence: attribution.confidence,
    location: null,
    reason: null,
  };
  switch (attribution.status) {
    case 'attributed':
      return {
        ...shared,
        resource: attribution.resource,
        path: attribution.path,
        via: attribution.via,
        candidates: attribution.candidates ?? [],
        location: attribution.location,
        reason: attribution.caveat ?? null,
      };
    case 'ambiguous':
      return { ...shared, candidates: attribution.candidates, reason: attribution.why };
    case 'synthetic':
      return { ...shared, reason: attribution.by };
    case 'unattributed':
      return { ...shared, candidates: attribution.candidates, reason: attribution.why };
  }
}
