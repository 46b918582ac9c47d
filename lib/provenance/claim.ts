/** The four kinds of claim. Every Attribution of this room is made here, so that none lacks its confidence. */
import type { Attribution, Evidence, GatewayRef, ResourceRef } from '../model/index.ts';
import { confidenceOf } from './confidence.ts';

/** `evidence` is what the claim rests on and alone makes its confidence; `beside` tells of the gateways, or is a hint. */
interface Support {
  readonly evidence: readonly Evidence[];
  readonly beside?: readonly Evidence[];
  readonly gateways?: readonly GatewayRef[];
}

interface AttributedSupport extends Support {
  readonly path?: string;
  readonly caveat?: string;
}

type Common = Pick<Attribution, 'evidence' | 'gateways' | 'confidence'>;

const NONE: readonly never[] = [];

function common(status: Attribution['status'], { evidence, beside = NONE, gateways = NONE }: Support): Common {
  const all = beside.length === 0 ? evidence : [...evidence, ...beside];
  return { evidence: all, gateways, confidence: confidenceOf(status, evidence) };
}

/**
 * `via` and `location` come with the resources only (provenance/replay): a dump names neither. Built field by field: a
 * large gateway's dump needs thousands of these.
 */
export function attributed(resource: ResourceRef, support: AttributedSupport): Attribution {
  const { path = null, caveat } = support;
  const { evidence, gateways, confidence } = common('attributed', support);
  if (caveat === undefined) {
    return { status: 'attributed', resource, path, via: null, location: null, evidence, gateways, confidence };
  }
  return { status: 'attributed', resource, path, via: null, location: null, evidence, gateways, confidence, caveat };
}

/** `candidates` best first; `why` says whether others are possible. */
export function ambiguous(candidates: readonly ResourceRef[], why: string, support: Support): Attribution {
  return { status: 'ambiguous', candidates, why, ...common('ambiguous', support) };
}

export function synthetic(by: string, support: Support): Attribution {
  return { status: 'synthetic', by, ...common('synthetic', support) };
}

/** Without candidates: what most likely made it, an EnvoyFilter, never leaves its name. */
export function unattributed(why: string, support: Support): Attribution {
  return { status: 'unattributed', why, candidates: [], ...common('unattributed', support) };
}

/** One of several by name: attributed when only one reading is left, ambiguous otherwise. */
export function oneOf(candidates: readonly ResourceRef[], why: string, support: AttributedSupport): Attribution {
  const [only, ...others] = candidates;
  return only !== undefined && others.length === 0 ? attributed(only, support) : ambiguous(candidates, why, support);
}
