/** Conditions of a match as rules ask for them. */
import type { RouteMatch } from '../../../model/index.ts';

/** Nothing but the path decides. */
export function isPathOnly(match: RouteMatch): boolean {
  return (
    (match.headers ?? []).length === 0 &&
    (match.queryParameters ?? []).length === 0 &&
    (match.cookies ?? []).length === 0 &&
    match.grpc !== true &&
    match.tlsContext === undefined &&
    match.runtimeFraction === undefined &&
    (match.dynamicMetadata ?? []).length === 0 &&
    (match.filterState ?? []).length === 0 &&
    (match.unsupported ?? []).length === 0
  );
}

const ANY_REGEX: ReadonlySet<string> = new Set(['.*', '/.*', '^.*$', '^/.*', '^/.*$']);

/** Takes every request with a path: prefix `/` (or empty), or a regex that is a longer way to say so. */
export function isCatchAll(match: RouteMatch): boolean {
  if (!isPathOnly(match)) return false;
  const { path } = match;
  if (path.kind === 'prefix') return path.value === '/' || path.value === '';
  if (path.kind === 'pathSeparatedPrefix') return path.value === '/' || path.value === '';
  return path.kind === 'regex' && ANY_REGEX.has(path.regex);
}

/** `/api/` of `prefix /api/`; null for other matchers. */
export function prefixOf({ path }: RouteMatch): string | null {
  return path.kind === 'prefix' ? path.value : null;
}
