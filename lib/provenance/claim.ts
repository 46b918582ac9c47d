/** The four kinds of claim. Every Attribution of this room is made here, so that none lacks its confidence. */
import type {
  Attribution,
  Confidence,
  Evidence,
  FileLocation,
  GatewayRef,
  ResourceRef,
  ViaRef,
} from '../model/index.ts';
import { confidenceOf, weaker } from './confidence.ts';
import type { ReplayClaim } from './replay/index.ts';

/** `evidence` is what the claim rests on and alone makes its confidence; `beside` tells of the gateways, or is a hint. */
interface Support {
  readonly evidence: readonly Evidence[];
  readonly beside?: readonly Evidence[];
  readonly gateways?: readonly GatewayRef[];
}

interface AttributedSupport extends Support {
  readonly path?: string;
  readonly caveat?: string;
  /** Where it is in the given files; asked for when it is printed. */
  readonly location?: () => FileLocation;
}

type Attributed = Extract<Attribution, { status: 'attributed' }>;

type Common = Pick<Attribution, 'evidence' | 'gateways' | 'confidence'>;

const NONE: readonly never[] = [];

function common(status: Attribution['status'], { evidence, beside = NONE, gateways = NONE }: Support): Common {
  // Not spread: the list would keep room for more, and there is one for nearly every route.
  const all = beside.length === 0 ? evidence : evidence.concat(beside);
  return { evidence: all, gateways, confidence: confidenceOf(status, evidence) };
}

/**
 * `via` and `location` come with the resources only (provenance/given): a dump names neither. Built field by field: a
 * large gateway's dump needs thousands of these.
 */
export function attributed(resource: ResourceRef, support: AttributedSupport): Attribution {
  const { path = null, caveat, location: where } = support;
  const { evidence, gateways, confidence } = common('attributed', support);
  if (where !== undefined) {
    return new LocatedClaim({ resource, path, via: null, evidence, gateways, confidence, caveat }, lazily(where));
  }
  if (caveat === undefined) {
    return { status: 'attributed', resource, path, via: null, location: null, evidence, gateways, confidence };
  }
  return { status: 'attributed', resource, path, via: null, location: null, evidence, gateways, confidence, caveat };
}

interface Located {
  readonly resource: ResourceRef;
  readonly path: string | null;
  readonly via: ViaRef | null;
  readonly evidence: readonly Evidence[];
  readonly gateways: readonly GatewayRef[];
  readonly confidence: Confidence;
  readonly caveat: string | undefined;
}

interface Where {
  readonly location: FileLocation;
}

function lazily(where: () => FileLocation): Where {
  return {
    get location() {
      return where();
    },
  };
}

/** The line is looked up when it is printed: that needs the positions of the whole document. */
class LocatedClaim implements Attributed {
  readonly status = 'attributed';
  readonly resource: ResourceRef;
  readonly path: string | null;
  readonly via: ViaRef | null;
  readonly evidence: readonly Evidence[];
  readonly gateways: readonly GatewayRef[];
  readonly confidence: Confidence;
  declare readonly caveat?: string;
  readonly #where: Where;

  constructor({ resource, path, via, evidence, gateways, confidence, caveat }: Located, where: Where) {
    this.resource = resource;
    this.path = path;
    this.via = via;
    this.evidence = evidence;
    this.gateways = gateways;
    this.confidence = confidence;
    if (caveat !== undefined) this.caveat = caveat;
    this.#where = where;
  }

  get location(): FileLocation {
    return this.#where.location;
  }

  /** The place is no own property, so that JSON would leave it out: the HTML report carries claims as JSON. */
  toJSON(): Attributed {
    const { status, resource, path, via, location, evidence, gateways, confidence, caveat } = this;
    const claim: Attributed = { status, resource, path, via, location, evidence, gateways, confidence };
    return caveat === undefined ? claim : { ...claim, caveat };
  }

  through(gateways: readonly GatewayRef[]): LocatedClaim {
    const { resource, path, via, evidence, confidence, caveat } = this;
    return new LocatedClaim({ resource, path, via, evidence, gateways, confidence, caveat }, this.#where);
  }
}

/** `candidates` best first; `why` says whether others are possible; `path` holds for whichever of them it is. */
export function ambiguous(
  candidates: readonly ResourceRef[],
  why: string,
  support: Support & { readonly path?: string },
): Attribution {
  const { path } = support;
  const { evidence, gateways, confidence } = common('ambiguous', support);
  if (path === undefined) return { status: 'ambiguous', candidates, why, evidence, gateways, confidence };
  return { status: 'ambiguous', candidates, why, evidence, gateways, confidence, path };
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

/** A rule delegates, not a match of it: `http[3].match[0]` → `http[3]`. */
function ruleOf(path: string | null): string | null {
  if (path === null) return null;
  const at = path.lastIndexOf('.match[');
  return at === -1 || path.indexOf(']', at) !== path.length - 1 ? path : path.slice(0, at);
}

/** Which of the root's matches it came through is evidence. */
function matchOfRoot(via: ViaRef): readonly Evidence[] {
  if (via.path === null || via.path === ruleOf(via.path)) return NONE;
  return [{ kind: 'replay', detail: `its match is united with ${via.path} of the root` }];
}

/** A claim of the replay, with what the dump said before it. */
export function replayed(claim: ReplayClaim, known: Attribution, caveat: string | undefined): Attribution {
  const { resource, path, via: root } = claim;
  const via = root === null ? null : { ...root, path: ruleOf(root.path) };
  const evidence =
    root === null
      ? joined(claim.evidence, known.evidence)
      : [...claim.evidence, ...matchOfRoot(root), ...known.evidence];
  const { gateways: through } = claim;
  const gateways = through.length > 0 ? through : known.gateways;
  const confidence = weaker(confidenceOf('attributed', evidence), claim.confidence);
  return new LocatedClaim({ resource, path, via, evidence, gateways, confidence, caveat }, claim);
}

interface Joined {
  readonly first: readonly Evidence[];
  readonly all: readonly Evidence[];
}

/** Thousands of routes have the same evidence before and after the replay. */
const joints = new WeakMap<readonly Evidence[], Joined>();

function joined(first: readonly Evidence[], then: readonly Evidence[]): readonly Evidence[] {
  const known = joints.get(then);
  if (known?.first === first) return known.all;
  const all = [...first, ...then];
  joints.set(then, { first, all });
  return all;
}

/** The same claim with more evidence for it, or against it: then `why` is said first. */
export function weighed(known: Attribution, added: Evidence, why: string | null = null): Attribution {
  const evidence = [...known.evidence, added];
  const confidence = confidenceOf(known.status, evidence);
  const say = (text: string | undefined): string => [why ?? '', text ?? ''].filter((part) => part !== '').join('; ');
  switch (known.status) {
    case 'attributed': {
      const { resource, path, via, location, gateways, caveat } = known;
      const said = say(caveat);
      const rest = said === '' ? {} : { caveat: said };
      return { status: known.status, resource, path, via, location, evidence, gateways, confidence, ...rest };
    }
    case 'synthetic':
      return { ...known, by: why === null ? known.by : `${known.by}; ${why}`, evidence, confidence };
    case 'ambiguous':
    case 'unattributed':
      return { ...known, why: say(known.why), evidence, confidence };
  }
}

/** Adds where in the given files the object is, and through which servers, where that is known. */
export function placed(
  known: Attribution,
  locate: (resource: ResourceRef) => (() => FileLocation) | null,
  gateways: readonly GatewayRef[] = NONE,
): Attribution {
  const through = gateways.length > 0 ? gateways : known.gateways;
  if (known.status !== 'attributed') return { ...known, gateways: through };
  if (known instanceof LocatedClaim) return known.gateways === through ? known : known.through(through);
  const where = known.location === null ? locate(known.resource) : null;
  if (where === null) return { ...known, gateways: through };
  const { resource, path, via, evidence, confidence, caveat } = known;
  return new LocatedClaim({ resource, path, via, evidence, gateways: through, confidence, caveat }, lazily(where));
}
