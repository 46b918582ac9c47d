/** What becomes of a request, as text that is equal where the outcome is. */
import { canonical } from '../../../base/index.ts';
import type { Route } from '../../../model/index.ts';

/** Clusters with weights and rewrites, redirect or direct response. Timeouts and retries change no outcome in kind. */
export function outcomeKey(route: Route): string {
  let key = known.get(route);
  if (key === undefined) {
    key = keyOf(route);
    known.set(route, key);
  }
  return key;
}

/** Several rules ask for the same routes. */
const known = new WeakMap<Route, string>();

function keyOf({ action, perFilterConfig }: Route): string {
  switch (action.kind) {
    case 'forward': {
      const { cluster, pathRewrite, hostRewrite } = action;
      return canonical({ cluster, pathRewrite, hostRewrite, perFilterConfig });
    }
    case 'redirect':
    case 'directResponse':
    case 'nonForwarding':
    case 'none':
    case 'unsupported':
      return canonical(action);
  }
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
