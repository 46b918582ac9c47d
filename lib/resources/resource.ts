/** One Kubernetes object as given by the user, and the set of all of them. */
import type { PlainRecord } from '../base/plain.ts';
import type { Diagnostic, FileLocation, ResourceRef } from '../model/index.ts';
import type { ResourceKind } from './kinds.ts';

/** A reference whose name is known. */
export interface NamedRef extends ResourceRef {
  readonly name: string;
}

export interface Resource {
  readonly type: ResourceKind;
  readonly ref: NamedRef;
  readonly apiVersion: string;
  /** metadata.creationTimestamp, milliseconds since the epoch; null in manifests that never saw a cluster. */
  readonly created: number | null;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  /** The `spec` as read, a record; empty for kinds without one. Decoders of this room give it types. */
  readonly spec: PlainRecord;
  readonly body: PlainRecord;
  /** Where the object begins. */
  readonly location: FileLocation;
  /** `http[2].match[0]`, `spec.subsets[0]`, `rules[1]`: where that is written; the nearest enclosing line if it is not. */
  readonly locate: (path: string) => FileLocation;
}

/** All resources given, in the order read. An object given twice counts once: the last one, as `kubectl apply` leaves it. */
export interface ResourceSet {
  readonly all: readonly Resource[];
  readonly ofKind: (kind: ResourceKind) => readonly Resource[];
  readonly find: (kind: ResourceKind, namespace: string, name: string) => Resource | undefined;
  /** Objects of kinds that whyroute does not use: `discovery.k8s.io/v1 EndpointSlice`, how many. */
  readonly ignored: readonly { readonly kind: string; readonly count: number }[];
  readonly diagnostics: readonly Diagnostic[];
}
