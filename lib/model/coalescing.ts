/** Sites that break each other in browsers, which reuse an HTTP/2 connection for every site its certificate covers. */
import type { EntityId } from './entity.ts';
import type { WitnessRequest } from './reach.ts';

/** A host as a browser opens it, and the filter chain that a fresh connection for it gets. */
export interface CoalescingSite {
  readonly host: string;
  readonly listener: EntityId;
  readonly chain: EntityId;
  /** Label of the chain's route configuration; null for a chain that passes TLS or TCP through. */
  readonly routeConfig: string | null;
}

/** Why the first site's certificate is taken to cover the second one's name. */
export type CoveredBy =
  /** The secret is in the input: `name` is the subject alternative name that covers it. */
  | { readonly kind: 'subjectAltName'; readonly secret: string; readonly name: string }
  /**
   * Both chains serve the same secret. `names` null: its content is not in the input. Else it is, and none of its names
   * covers the second site: a browser that is strict refuses that site even on a connection of its own.
   */
  | { readonly kind: 'sameSecret'; readonly secret: string; readonly names: readonly string[] | null };

/**
 * One order of visits that fails: open one of `first`, then `second` in the same browser. It assumes that DNS gives both
 * names the same address. One entry for each `second`, certificate and outcome; `first` lists every chain that breaks it,
 * each with one of its sites.
 */
export interface CoalescingBreak {
  readonly first: readonly CoalescingSite[];
  readonly second: CoalescingSite;
  readonly coveredBy: CoveredBy;
  /**
   * `notFound`: 404, the first site's routes have no virtual host for the second. `otherVirtualHost`: another virtual
   * host of the first site's routes answers (`virtualHost`, a catch-all as a rule).
   */
  readonly outcome:
    { readonly kind: 'notFound' } | { readonly kind: 'otherVirtualHost'; readonly virtualHost: EntityId };
  /** True when the second site, opened first, breaks each of `first` as well. */
  readonly mutual: boolean;
  /** The failing request: `sni` is that of the connection (first site), `authority` the second site. HTTP/2. */
  readonly witness: WitnessRequest;
}
