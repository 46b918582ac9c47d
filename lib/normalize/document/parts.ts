/** What one document yielded: drafts in the order read, counts, and what stood in the way. */
import type { JsonDamage } from '../../base/json/index.ts';
import type { Proxy, Section } from '../../model/index.ts';
import type { ClusterDraft, EndpointsDraft } from '../cluster/index.ts';
import type { ListenerDraft } from '../listener/index.ts';
import { Reading } from '../read/index.ts';
import type { RouteConfigDraft } from '../route/index.ts';
import type { SecretDraft } from '../secret/index.ts';
import { Tally } from '../tally.ts';

/** A draft with the byte range it was read from. */
export interface Placed<Draft> {
  draft: Draft;
  readonly start: number;
  end: number;
}

export interface Parts {
  /** Shapes met, in words for people: "config dump", "routes (istioctl)", "Kubernetes resources". */
  readonly shapes: Set<string>;
  readonly sections: Set<Section>;
  /** Where the damage is, and everything read after it: whose element that is, is not certain any more. */
  readonly damaged: Set<Section>;
  /** The section that is being read. */
  section: Section | null;
  readonly routeConfigs: Placed<RouteConfigDraft>[];
  readonly listeners: Placed<ListenerDraft>[];
  readonly clusters: Placed<ClusterDraft>[];
  readonly endpoints: Placed<EndpointsDraft>[];
  readonly secrets: Placed<SecretDraft>[];
  proxy: Proxy | null;
  readonly reading: Reading;
  readonly tally: Tally;
  readonly damages: JsonDamage[];
  readonly duplicateKeys: { readonly start: number; readonly end: number }[];
  /** Where values begin that hold an integer beyond 2^53. */
  readonly longIntegers: number[];
  /** Items of an array or sections that are none of Envoy's: kinds in words, counted. */
  readonly foreign: Map<string, number>;
  emptyList: boolean;
}

export function newParts(): Parts {
  return {
    shapes: new Set(),
    sections: new Set(),
    damaged: new Set(),
    section: null,
    routeConfigs: [],
    listeners: [],
    clusters: [],
    endpoints: [],
    secrets: [],
    proxy: null,
    reading: new Reading(),
    tally: new Tally(),
    damages: [],
    duplicateKeys: [],
    longIntegers: [],
    foreign: new Map(),
    emptyList: false,
  };
}

/** Says that `section` is being read now. */
export function enterSection(parts: Parts, section: Section): void {
  parts.sections.add(section);
  parts.section = section;
  if (parts.damaged.size > 0) parts.damaged.add(section);
}

/** Something of the section at hand was lost. */
export function noteDamage(parts: Parts, damage: JsonDamage): void {
  parts.damages.push(damage);
  noteLoss(parts);
}

/** Something of the section at hand seems to be lost. */
export function noteLoss(parts: Parts): void {
  if (parts.section !== null) parts.damaged.add(parts.section);
}

/** True when the document held anything of an Envoy proxy. */
export function isRecognized(parts: Parts): boolean {
  return parts.sections.size > 0;
}
