/** Who made an entity, how we know, and how sure we are. Lives in a side table keyed by EntityId. */
import type { EntityId } from './entity.ts';

/**
 * A Kubernetes object a person would edit. `group` tells Istio's Gateway (`networking.istio.io`) from the Gateway API's
 * (`gateway.networking.k8s.io`); it is empty for core kinds. `namespace` is empty only for cluster-scoped kinds.
 * `name` is null where the input proves the kind and the namespace but not the name (a ServiceEntry's never reaches Envoy).
 */
export interface ResourceRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string | null;
}

export function isSameResource(a: ResourceRef, b: ResourceRef): boolean {
  return a.group === b.group && a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}

/** A root VirtualService that delegated, with the place in it. */
export interface ViaRef extends ResourceRef {
  readonly path: string | null;
}

/** A Gateway an entity is attached through; `server` is `servers[i]` or the port name, null where unknown. */
export interface GatewayRef extends ResourceRef {
  readonly server: string | null;
}

/**
 * Where a claim comes from. `kind` is the source of the fact, `detail` the fact itself in plain words.
 * Confidence is computed from the kinds by one table (provenance/confidence.ts), never written at a call site.
 */
export const EVIDENCE_KINDS = [
  'metadata',
  'routeName',
  'generatedName',
  'clusterName',
  'clusterServices',
  'clusterMetadata',
  'routeConfigName',
  'virtualHostName',
  'secretName',
  'statPrefix',
  'serverNames',
  'listenerAddress',
  'decorator',
  'builtinName',
  'shape',
  'absence',
  'policyName',
  'replay',
  'resource',
  'contradiction',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export interface Evidence {
  readonly kind: EvidenceKind;
  readonly detail: string;
}

export type Confidence = 'certain' | 'likely' | 'possible';

export interface FileLocation {
  readonly file: string;
  readonly line: number;
}

interface Common {
  readonly evidence: readonly Evidence[];
  readonly gateways: readonly GatewayRef[];
}

/**
 * `attributed`: one object, by this evidence. `ambiguous`: one of the candidates. `synthetic`: istiod or the bootstrap
 * makes it by itself, `by` says why in plain words. `unattributed`: no trace, `why` says so and what is most likely.
 */
export type Attribution =
  | (Common & {
      readonly status: 'attributed';
      readonly resource: ResourceRef;
      readonly path: string | null;
      readonly via: ViaRef | null;
      readonly confidence: Confidence;
      readonly location: FileLocation | null;
      /** What this claim does not cover, e.g. "a delegate of it, if it has any". */
      readonly caveat?: string;
      readonly candidates?: readonly ResourceRef[];
    })
  | (Common & {
      readonly status: 'ambiguous';
      readonly candidates: readonly ResourceRef[];
      /** The place in whichever of the candidates it is; absent where they differ in that, or it is not known. */
      readonly path?: string;
      readonly confidence: Confidence;
      readonly why: string;
    })
  | (Common & { readonly status: 'synthetic'; readonly by: string; readonly confidence: Confidence })
  | (Common & {
      readonly status: 'unattributed';
      readonly why: string;
      readonly candidates: readonly ResourceRef[];
      readonly confidence: Confidence;
    });

/** The side table. Every listener, filter chain, route configuration, virtual host, route and cluster has an entry. */
export interface Attributions extends Iterable<readonly [EntityId, Attribution]> {
  readonly get: (id: EntityId) => Attribution | undefined;
  readonly values: () => Iterable<Attribution>;
}
