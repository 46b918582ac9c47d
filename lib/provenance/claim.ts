/** The four kinds of claim. Every Attribution of this room is made here, so that none lacks its confidence. */
import type { Attribution, Evidence, GatewayRef, ResourceRef } from '../model/index.ts';
import { confidenceOf } from './confidence.ts';

interface Support {
  readonly evidence: readonly Evidence[];
  readonly gateways?: readonly GatewayRef[];
}

interface AttributedSupport extends Support {
  readonly path?: string;
  readonly caveat?: string;
  readonly candidates?: readonly ResourceRef[];
}

/** `via` and `location` come with the resources only (provenance/replay): a dump names neither. */
export function attributed(resource: ResourceRef, support: AttributedSupport): Attribution {
  const { evidence, gateways = [], path = null, caveat, candidates } = support;
  return {
    status: 'attributed',
    resource,
    path,
    via: null,
    location: null,
    evidence,
    gateways,
    confidence: confidenceOf('attributed', evidence),
    ...(caveat === undefined ? {} : { caveat }),
    ...(candidates === undefined || candidates.length === 0 ? {} : { candidates }),
  };
}

/** `candidates` best first; `why` says whether others are possible. */
export function ambiguous(candidates: readonly ResourceRef[], why: string, support: Support): Attribution {
  const { evidence, gateways = [] } = support;
  return {
    status: 'ambiguous',
    candidates,
    why,
    evidence,
    gateways,
    confidence: confidenceOf('ambiguous', evidence),
  };
}

export function synthetic(by: string, support: Support): Attribution {
  const { evidence, gateways = [] } = support;
  return { status: 'synthetic', by, evidence, gateways, confidence: confidenceOf('synthetic', evidence) };
}

export function unattributed(why: string, support: Support): Attribution {
  const { evidence, gateways = [] } = support;
  return {
    status: 'unattributed',
    why,
    candidates: [],
    evidence,
    gateways,
    confidence: confidenceOf('unattributed', evidence),
  };
}

/** One of several by name: attributed when only one reading is left, ambiguous otherwise. */
export function oneOf(
  candidates: readonly ResourceRef[],
  why: string,
  support: AttributedSupport,
): Attribution {
  const [only, ...others] = candidates;
  return only !== undefined && others.length === 0 ? attributed(only, support) : ambiguous(candidates, why, support);
}
