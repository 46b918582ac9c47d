/** Where the dump and the resources disagree. Typed; a renderer or a lint rule makes words of it. */
import type { EntityId, ResourceRef } from '../../../model/index.ts';
import type { Place } from '../effective.ts';
import type { ChangedField } from './changed-field.ts';

/**
 * `owner-not-given`: the VirtualService named in the metadata is not among the resources (deleted, or not passed).
 * `no-metadata`: nothing says who made it: an EnvoyFilter, where one fits. `not-generated`: the resources given make no
 * such object any more: the dump is stale, or they are newer.
 */
export type UnexpectedCause = 'owner-not-given' | 'no-metadata' | 'not-generated';

interface AtHost {
  readonly routeConfig: string;
  readonly virtualHost: string;
}

export type ReplayFinding =
  | (AtHost & {
      readonly kind: 'route-not-expected';
      readonly entity: EntityId;
      readonly cause: UnexpectedCause;
      readonly owner: string | null;
      /** EnvoyFilters whose selectors and patch match this place, `configPatches[i]`. */
      readonly envoyFilters: readonly Place[];
    })
  | (AtHost & { readonly kind: 'route-absent'; readonly origin: Place; readonly envoyFilters: readonly Place[] })
  | (AtHost & {
      readonly kind: 'route-changed';
      readonly entity: EntityId;
      readonly origin: Place;
      readonly fields: readonly ChangedField[];
      readonly envoyFilters: readonly Place[];
    })
  | (AtHost & {
      readonly kind: 'order-differs';
      readonly entity: EntityId;
      /** `likely` when creation times are missing or equal: then the resources do not tell the order. */
      readonly confidence: 'certain' | 'likely';
    })
  | (AtHost & {
      readonly kind: 'virtual-host-not-expected';
      readonly entity: EntityId;
      readonly envoyFilters: readonly Place[];
    })
  | (AtHost & {
      readonly kind: 'virtual-host-absent';
      readonly hosts: readonly string[];
      /** What would make its routes; the servers of a host without routes. */
      readonly origins: readonly Place[];
    })
  | (AtHost & {
      readonly kind: 'virtual-host-changed';
      readonly entity: EntityId;
      readonly fields: readonly ChangedField[];
      readonly envoyFilters: readonly Place[];
    })
  | { readonly kind: 'route-config-not-expected'; readonly entity: EntityId; readonly routeConfig: string }
  | { readonly kind: 'route-config-absent'; readonly routeConfig: string; readonly servers: readonly Place[] }
  | {
      readonly kind: 'chain-not-expected';
      readonly entity: EntityId;
      readonly listener: string;
      readonly envoyFilters: readonly Place[];
    }
  | {
      readonly kind: 'filter-inserted';
      readonly entity: EntityId;
      readonly listener: string;
      readonly filter: string;
      readonly envoyFilter: Place;
    }
  | {
      readonly kind: 'chain-absent';
      readonly port: number;
      readonly serverNames: readonly string[];
      readonly origin: Place;
    }
  | {
      readonly kind: 'chain-changed';
      readonly entity: EntityId;
      readonly listener: string;
      readonly origin: Place;
      readonly fields: readonly ChangedField[];
    }
  | {
      readonly kind: 'cluster-not-expected';
      readonly entity: EntityId;
      readonly cluster: string;
      readonly envoyFilters: readonly Place[];
    }
  | { readonly kind: 'cluster-absent'; readonly cluster: string; readonly origin: Place }
  | {
      readonly kind: 'cluster-changed';
      readonly entity: EntityId;
      readonly cluster: string;
      readonly expected: ResourceRef | null;
      readonly found: string | null;
    };
