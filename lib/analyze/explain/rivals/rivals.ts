/** What competes with an object, ready to be listed: the plainest cases first chosen, then back in Envoy's order. */
import { sortedBy } from '../../../base/index.ts';

export interface Rival {
  readonly selector: string;
  readonly why: string;
  /** Lower is more telling: 0 proves that one of the two never gets a request. */
  readonly rank: number;
  /** Distance in Envoy's order; the nearer of two equally telling rivals is kept. */
  readonly distance: number;
  /** Place in Envoy's order. */
  readonly order: number;
}

/** `more` rivals were left out, none more telling than those listed. */
export interface Rivals {
  readonly listed: readonly { readonly selector: string; readonly why: string }[];
  readonly more: number;
}

const MOST = 20;

export function listRivals(rivals: readonly Rival[]): Rivals {
  const telling = sortedBy(rivals, ({ rank, distance, order }) => [rank, distance, order]).slice(0, MOST);
  const listed = sortedBy(telling, ({ order }) => [order]).map(({ selector, why }) => ({ selector, why }));
  return { listed, more: rivals.length - listed.length };
}
