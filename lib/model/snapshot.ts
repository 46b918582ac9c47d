/** One proxy's normalized state: the only thing that provenance and the analyses see of a dump. */
import type { Cluster, ClusterEndpoints } from './cluster.ts';
import type { Diagnostic, Gap, Section } from './diagnostic.ts';
import type { Listener } from './listener.ts';
import type { Origin } from './location.ts';
import type { Proxy } from './proxy.ts';
import type { RouteConfiguration } from './route.ts';
import type { Secret } from './secret.ts';

/** Objects of one kind met while reading: `in` all of them, `skipped` those that could not or need not be kept. */
export interface ReadCount {
  readonly in: number;
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
}

/** Kinds that the accounting closes over. */
export const COUNTED = [
  'documents',
  'listeners',
  'filterChains',
  'routeConfigs',
  'virtualHosts',
  'routes',
  'clusters',
  'endpoints',
  'secrets',
] as const;
export type Counted = (typeof COUNTED)[number];

/** A document that was read: where from, what shape it turned out to have. */
export interface SourceDocument {
  readonly origin: Origin;
  readonly shape: string;
}

/**
 * Where a document does not hold what it held: what of it begins at or after byte `from` may belong elsewhere, or may
 * have lost a part. Null as `document` means that every document is meant: the one at fault tells how all are to be read.
 */
export interface Doubt {
  readonly document: number | null;
  readonly from: number;
  /** For people: `dump.json, line 812`. */
  readonly where: string;
}

/**
 * Canonical order, so that one dump and its separate sections give the same snapshot: listeners by port, address and
 * name; route configurations by port and name; clusters, endpoints and secrets by name. Virtual hosts and routes keep
 * Envoy's order. `sections` says which sections the input held.
 */
export interface Snapshot {
  readonly documents: readonly SourceDocument[];
  readonly proxy: Proxy | null;
  readonly sections: ReadonlySet<Section>;
  readonly listeners: readonly Listener[];
  readonly routeConfigs: readonly RouteConfiguration[];
  readonly clusters: readonly Cluster[];
  readonly endpoints: readonly ClusterEndpoints[];
  readonly secrets: readonly Secret[];
  readonly gaps: readonly Gap[];
  readonly counts: Readonly<Record<Counted, ReadCount>>;
  readonly diagnostics: readonly Diagnostic[];
  /** True when some input was cut, damaged or refused: exit code 4. */
  readonly partial: boolean;
  /** Sections of which something was lost: what they do not show may be there all the same. */
  readonly damaged: ReadonlySet<Section>;
  /** What was found damaged otherwise than by a plain cut of its end: nothing that is in doubt makes an answer certain. */
  readonly doubts: readonly Doubt[];
}
