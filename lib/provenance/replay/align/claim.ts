/** What the replay proves about one entity: the exact part of an Attribution, with its evidence. */
import type { Confidence, Evidence, FileLocation, GatewayRef, ResourceRef, ViaRef } from '../../../model/index.ts';
import type { Resource } from '../../../resources/index.ts';
import type { Place, ReplayServer, RuleOrigin } from '../effective.ts';
import type { ChangedField } from './changed-field.ts';

/**
 * `certain`: the whole match and action are what istiod makes of this place, and nothing else given makes the same.
 * `likely`: the same place, but changed, or one of several that cannot be told apart.
 */
export interface ReplayClaim {
  readonly resource: ResourceRef & { readonly name: string };
  /** Null for the resource as a whole. */
  readonly path: string | null;
  readonly via: ViaRef | null;
  readonly gateways: readonly GatewayRef[];
  /** Other objects that make the very same entity, such as the Gateways that share a plain-text listener. */
  readonly sharedWith: readonly ResourceRef[];
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  /** Computed when asked for: positions cost a second pass over the document. */
  readonly location: FileLocation;
  /** How the entity differs from what istiod would have written; empty when it does not. */
  readonly changed: readonly ChangedField[];
}

export interface ClaimParts {
  readonly origin: Place | RuleOrigin;
  readonly servers: readonly ReplayServer[];
  readonly sharedWith?: readonly Resource[];
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  readonly changed?: readonly ChangedField[];
}

/** A dump has thousands of routes and few are printed: what costs is computed when asked for. */
class LazyClaim implements ReplayClaim {
  readonly confidence: Confidence;
  readonly changed: readonly ChangedField[];
  readonly #parts: ClaimParts;

  constructor(parts: ClaimParts) {
    this.confidence = parts.confidence;
    this.changed = parts.changed ?? [];
    this.#parts = parts;
  }

  get resource(): ReplayClaim['resource'] {
    return this.#parts.origin.resource.ref;
  }

  get path(): string | null {
    const { path } = this.#parts.origin;
    return path === '' ? null : path;
  }

  get via(): ViaRef | null {
    const { origin } = this.#parts;
    const via = 'via' in origin ? origin.via : null;
    return via === null ? null : { ...via.resource.ref, path: via.path };
  }

  get gateways(): readonly GatewayRef[] {
    return gatewayRefs(this.#parts.servers);
  }

  get sharedWith(): readonly ResourceRef[] {
    return (this.#parts.sharedWith ?? []).map(({ ref }) => ref);
  }

  get evidence(): readonly Evidence[] {
    return this.#parts.evidence;
  }

  get location(): FileLocation {
    const { resource, path } = this.#parts.origin;
    return path === '' ? resource.location : resource.locate(path);
  }
}

export function byReplay(detail: string): readonly Evidence[] {
  return [{ kind: 'replay', detail }];
}

/** The fields are getters of one object; spread them by name, not with `...`. */
export function makeClaim(parts: ClaimParts): ReplayClaim {
  return new LazyClaim(parts);
}

/** Each Gateway and server once. The Gateways that istiod makes of Ingresses are nobody's to edit, and left out. */
export function gatewayRefs(servers: readonly ReplayServer[]): readonly GatewayRef[] {
  let refs = references.get(servers);
  if (refs === undefined) {
    refs = [...new Set(servers)]
      .filter(({ gateway }) => gateway.source.ref.kind === 'Gateway')
      .map(({ gateway, path }) => ({ ...gateway.source.ref, server: path }));
    references.set(servers, refs);
  }
  return refs;
}

/** Thousands of routes come through the same servers. */
const references = new WeakMap<readonly ReplayServer[], readonly GatewayRef[]>();
