/** Literal text, regex and prefix rewrite of a route. */
import type { Route, RouteMatch } from '../../../model/index.ts';

/** Of prefix, path and PathPrefix; null for the others. */
export function literalOf({ path }: RouteMatch): string | null {
  return path.kind === 'prefix' || path.kind === 'path' || path.kind === 'pathSeparatedPrefix' ? path.value : null;
}

export function regexOf({ path }: RouteMatch): string | null {
  return path.kind === 'regex' ? path.regex : null;
}

/** What replaces the matched prefix; null where the route does no such thing. */
export function prefixRewriteOf({ action }: Route): string | null {
  if (action.kind !== 'forward' && action.kind !== 'redirect') return null;
  return action.pathRewrite?.kind === 'prefix' ? action.pathRewrite.value : null;
}
