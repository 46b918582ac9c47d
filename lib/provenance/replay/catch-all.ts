/** Which routes take everything: they end a VirtualService's list and go last in a virtual host (reference 2.2, 2.4). */
import type { RouteMatch } from '../../model/index.ts';
import type { HttpMatch } from '../../resources/index.ts';
import type { ExpectedRoute, PlacedRoute } from './expected.ts';
import type { GenerationProfile } from './profile.ts';

/** Istio core/route/route.go, IsCatchAllRoute: judged on the Envoy match. */
export function isCatchAllMatch(match: RouteMatch, profile: GenerationProfile): boolean {
  const conditions =
    (match.headers?.length ?? 0) + (match.queryParameters?.length ?? 0) + (match.dynamicMetadata?.length ?? 0);
  if (conditions > 0) return false;
  const { path } = match;
  if (path.kind === 'prefix' || path.kind === 'pathSeparatedPrefix') return path.value === '/';
  return path.kind === 'regex' && path.regex === profile.catchAllRegex;
}

/** 1.8–1.11 judged on the VirtualService match, where anything else set makes it no catch-all. */
export function isCatchAllRule(match: HttpMatch): boolean {
  const { uri } = match;
  const everyPath = (uri?.kind === 'prefix' && uri.value === '/') || (uri?.kind === 'regex' && uri.value === '*');
  return (
    everyPath &&
    match.headers.size === 0 &&
    match.withoutHeaders.size === 0 &&
    match.queryParams.size === 0 &&
    match.sourceLabels.size === 0 &&
    match.sourceNamespace === '' &&
    match.gateways.length === 0 &&
    match.port === 0 &&
    match.method === undefined &&
    match.scheme === undefined &&
    match.authority === undefined
  );
}

/** Catch-alls last, order kept otherwise (SortVHostRoutes; CombineVHostRoutes up to 1.14). */
export function catchAllsLast(routes: readonly PlacedRoute[], profile: GenerationProfile): readonly PlacedRoute[] {
  const isLast = ({ route }: { readonly route: ExpectedRoute }): boolean => isCatchAllMatch(route.match, profile);
  if (!routes.some(isLast)) return routes;
  return [...routes.filter((placed) => !isLast(placed)), ...routes.filter(isLast)];
}
