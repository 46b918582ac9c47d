/** What becomes of a request: a key that is equal where the outcome is, and words. */
import { Numbers, canonical } from '../../../base/index.ts';
import type { Route, RouteAction } from '../../../model/index.ts';

type ForwardAction = Extract<RouteAction, { kind: 'forward' }>;

/** Keys of what becomes of requests. Routes of one rule share their action; and several rules ask for the same routes. */
export class Outcomes {
  readonly #actions = new Numbers<RouteAction>((action) =>
    canonical(action.kind === 'forward' ? partOf(action) : action),
  );
  readonly #filters = new Numbers<object>(canonical);

  /** Clusters with weights and rewrites, redirect or direct response. Timeouts and retries change no outcome in kind. */
  of({ action, perFilterConfig }: Route): string {
    const key = String(this.#actions.of(action));
    // Faults and CORS are of what becomes of a request only where it is sent on.
    if (action.kind !== 'forward' || perFilterConfig === undefined) return key;
    return `${key} ${String(this.#filters.of(perFilterConfig))}`;
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
