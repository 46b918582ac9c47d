/** What becomes of a request, as text that is equal where the outcome is. */
import { canonical } from '../../../base/index.ts';
import type { Route, RouteAction } from '../../../model/index.ts';

type ForwardAction = Extract<RouteAction, { kind: 'forward' }>;

/**
 * Routes of one rule share their action, on all hosts and ports; and several rules ask for the same routes. Kept as long as
 * the context is: a weak map of so many is what cleaning the heap of a large dump would spend its time on.
 */
export class OutcomeKeys {
  readonly #actions = new Map<RouteAction, string>();
  readonly #filters = new Map<object, string>();

  /** Clusters with weights and rewrites, redirect or direct response. Timeouts and retries change no outcome in kind. */
  of({ action, perFilterConfig }: Route): string {
    const key = this.#ofAction(action);
    // Faults and CORS are of what becomes of a request only where it is sent on.
    if (action.kind !== 'forward' || perFilterConfig === undefined) return key;
    return `${key}\n${this.#ofFilters(perFilterConfig)}`;
  }

  #ofAction(action: RouteAction): string {
    let key = this.#actions.get(action);
    if (key === undefined) {
      key = canonical(action.kind === 'forward' ? partOf(action) : action);
      this.#actions.set(action, key);
    }
    return key;
  }

  #ofFilters(perFilterConfig: object): string {
    let key = this.#filters.get(perFilterConfig);
    if (key === undefined) this.#filters.set(perFilterConfig, (key = canonical(perFilterConfig)));
    return key;
  }
}

function partOf({ kind, cluster, pathRewrite, hostRewrite }: ForwardAction): object {
  return { kind, cluster, pathRewrite, hostRewrite };
}

/** The same in a few words. */
export function outcomeWords({ action }: Route): string {
  switch (action.kind) {
    case 'forward': {
      const { cluster } = action;
      if (cluster.kind === 'cluster') return `goes to ${cluster.name}`;
      if (cluster.kind === 'weighted') {
        return `is shared among ${cluster.clusters.map(({ name, clusterHeader }) => name ?? clusterHeader ?? '?').join(', ')}`;
      }
      return 'goes where the request or an extension says';
    }
    case 'redirect':
      return `is redirected (${String(action.status)})`;
    case 'directResponse':
      return `is answered ${String(action.status)} by the proxy`;
    case 'nonForwarding':
    case 'none':
    case 'unsupported':
      return 'gets an answer that is not modeled';
  }
}
