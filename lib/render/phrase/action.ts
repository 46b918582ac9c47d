import type { ForwardAction, MirrorPolicy, RouteAction } from '../../model/index.ts';
import type { ClusterWords } from './cluster.ts';
import { destinationWords } from './destination.ts';
import { unsupportedWords } from './raw.ts';
import { redirectWords } from './redirect.ts';
import { hostRewriteWords, pathRewriteWords } from './rewrite.ts';
import { fractionWords } from './share.ts';

type PerFilter = Readonly<Record<string, unknown>> | undefined;

/** Filter names whose per-route configuration changes what a client sees; older Envoys used the short names. */
const SPOKEN_FILTERS: ReadonlyMap<string, string> = new Map([
  ['envoy.filters.http.fault', 'fault injection'],
  ['envoy.fault', 'fault injection'],
  ['envoy.filters.http.cors', 'CORS'],
  ['envoy.cors', 'CORS'],
]);

/** Names in a typed_per_filter_config that `actionWords` has no word for. */
export function otherFilters(perFilterConfig: PerFilter): readonly string[] {
  return Object.keys(perFilterConfig ?? {}).filter((name) => !SPOKEN_FILTERS.has(name));
}

function mirrorWords(mirror: MirrorPolicy, clusters: ClusterWords): string {
  const part = mirror.fraction === undefined ? '' : ` ${fractionWords(mirror.fraction)}`;
  return `mirror ${clusters.whole(mirror.cluster)}${part}`;
}

function forwardWords(action: ForwardAction, clusters: ClusterWords): string {
  let words = destinationWords(action.cluster, clusters);
  if (action.pathRewrite !== undefined) words += `; ${pathRewriteWords(action.pathRewrite)}`;
  if (action.hostRewrite !== undefined) words += `; ${hostRewriteWords(action.hostRewrite)}`;
  // Istio writes `0s` (no limit) on every route; only a limit is worth a place here. Settings tell the rest.
  if (action.timeout !== undefined && action.timeout !== '0s') words += `; timeout ${action.timeout}`;
  if (action.mirrors !== undefined) for (const mirror of action.mirrors) words += `; ${mirrorWords(mirror, clusters)}`;
  return words;
}

function plainWords(action: RouteAction, clusters: ClusterWords): string {
  switch (action.kind) {
    case 'forward':
      return forwardWords(action, clusters);
    case 'redirect':
      return redirectWords(action);
    case 'directResponse':
      return `${String(action.status)} (direct response)`;
    case 'nonForwarding':
      return '(non-forwarding: for gRPC servers, Envoy answers 503)';
    case 'none':
      return '(no action)';
    case 'unsupported':
      return unsupportedWords(action);
  }
}

/** What a route does: `web.shop:80 v2; rewrite /; timeout 3s; mirror …; fault injection`. */
export function actionWords(action: RouteAction, perFilterConfig: PerFilter, clusters: ClusterWords): string {
  const words = plainWords(action, clusters);
  if (perFilterConfig === undefined) return words;
  const spoken = new Set<string>();
  for (const name of Object.keys(perFilterConfig)) {
    const filter = SPOKEN_FILTERS.get(name);
    if (filter !== undefined) spoken.add(filter);
  }
  return [words, ...spoken].join('; ');
}
