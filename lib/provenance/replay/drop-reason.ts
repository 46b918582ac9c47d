/** Why a rule became nothing: the answers of `why-not`, typed; text is made from them elsewhere. */
import type { Place } from './effective.ts';

/** Why a server of a Gateway is not there (reference 3.3). */
export type ServerConflict =
  'duplicate-host' | 'protocol' | 'route-name' | 'no-tls-settings' | 'no-service-port' | 'privileged-port';

/**
 * `gateway` is `namespace/name`. Reasons of `why-not`, in no order; STAGE says how far a rule got.
 */
export type DropReason =
  | { readonly kind: 'no-such-gateway'; readonly gateway: string; readonly nearest: readonly string[] }
  | { readonly kind: 'only-mesh' }
  | { readonly kind: 'only-gateways' }
  | { readonly kind: 'gateway-not-selected'; readonly gateway: string; readonly selector: ReadonlyMap<string, string> }
  | { readonly kind: 'not-exported'; readonly exportTo: readonly string[]; readonly namespace: string }
  | {
      readonly kind: 'server-dropped';
      readonly gateway: string;
      readonly server: string;
      readonly conflict: ServerConflict;
      readonly winner: Place | null;
      readonly hosts: readonly string[];
      /** Whether the winner is known to be the older one. */
      readonly isOrderKnown: boolean;
    }
  | {
      readonly kind: 'namespace-not-allowed';
      readonly gateway: string;
      readonly server: string;
      readonly hosts: readonly string[];
    }
  | {
      readonly kind: 'hosts-disjoint';
      readonly gateway: string;
      readonly server: string;
      readonly hosts: readonly string[];
    }
  | {
      readonly kind: 'protocol-mismatch';
      readonly gateway: string;
      readonly server: string;
      readonly protocol: string;
      readonly rules: 'http' | 'tls' | 'tcp';
    }
  | { readonly kind: 'port-mismatch'; readonly port: number; readonly declared: number }
  | { readonly kind: 'gateways-mismatch'; readonly gateways: readonly string[] }
  | { readonly kind: 'source-labels'; readonly labels: ReadonlyMap<string, string> }
  | { readonly kind: 'source-namespace'; readonly namespace: string }
  | { readonly kind: 'after-catch-all'; readonly catchAll: Place }
  | { readonly kind: 'overwritten' }
  | { readonly kind: 'delegate-missing'; readonly delegate: string }
  | { readonly kind: 'delegate-not-exported'; readonly delegate: string }
  | { readonly kind: 'delegate-conflict'; readonly root: Place }
  | { readonly kind: 'not-delegated' }
  | { readonly kind: 'replaced-by-delegate'; readonly delegate: string }
  | { readonly kind: 'not-first'; readonly winner: Place }
  | { readonly kind: 'duplicate-sni'; readonly hosts: readonly string[] }
  | { readonly kind: 'no-destination' }
  | { readonly kind: 'unknown-host'; readonly host: string }
  | { readonly kind: 'not-attached'; readonly parent: string; readonly detail: string }
  | { readonly kind: 'ingress-class'; readonly class: string | null }
  /** Of a server: it is there, and nothing is served through it. `bound` name its Gateway all the same. */
  | { readonly kind: 'nothing-bound'; readonly bound: readonly Place[] };

/** How far each reason lets a rule come; of several reasons the furthest is the one worth fixing first. */
export const STAGE: Readonly<Record<DropReason['kind'], number>> = {
  'ingress-class': 0,
  'not-attached': 0,
  'not-delegated': 0,
  'delegate-missing': 0,
  'delegate-not-exported': 0,
  'replaced-by-delegate': 1,
  'delegate-conflict': 1,
  'only-mesh': 2,
  'only-gateways': 2,
  'no-such-gateway': 3,
  'gateway-not-selected': 4,
  'not-exported': 5,
  'server-dropped': 6,
  'protocol-mismatch': 7,
  'unknown-host': 7,
  'hosts-disjoint': 8,
  'namespace-not-allowed': 9,
  'port-mismatch': 10,
  'gateways-mismatch': 10,
  'source-labels': 10,
  'source-namespace': 10,
  'no-destination': 11,
  'duplicate-sni': 12,
  'not-first': 12,
  'after-catch-all': 13,
  overwritten: 14,
  'nothing-bound': 13,
};
