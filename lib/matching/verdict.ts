/** The three values of matching: yes, no with the first predicate that failed, and "cannot tell" with what is missing. */
import type {
  CookieMatcher,
  HeaderMatcher,
  PathMatcher,
  QueryParameterMatcher,
  RouteMatch,
  RuntimeFraction,
} from '../model/index.ts';
import type { MatchGap } from './match-gap.ts';

/** The outcome of one test: decided, or the gap that keeps it open. */
export type Truth = boolean | MatchGap;

/** One condition of a RouteMatch, by kind; `index` is its position in the match's own list. */
export type RoutePredicate =
  | { readonly kind: 'path'; readonly matcher: PathMatcher; readonly caseSensitive: boolean }
  | { readonly kind: 'header'; readonly index: number; readonly matcher: HeaderMatcher }
  | { readonly kind: 'query'; readonly index: number; readonly matcher: QueryParameterMatcher }
  | { readonly kind: 'cookie'; readonly index: number; readonly matcher: CookieMatcher }
  | { readonly kind: 'grpc' }
  | { readonly kind: 'tlsContext'; readonly matcher: NonNullable<RouteMatch['tlsContext']> }
  | { readonly kind: 'runtimeFraction'; readonly matcher: RuntimeFraction }
  | { readonly kind: 'dynamicMetadata' }
  | { readonly kind: 'filterState' }
  | { readonly kind: 'unsupported'; readonly field: string }
  /** The request has no path (CONNECT): only connect_matcher routes are looked at. */
  | { readonly kind: 'pathless' };

export interface NotMatched {
  readonly kind: 'notMatched';
  /** The first condition, in Envoy's order of evaluation, that certainly fails. */
  readonly failed: RoutePredicate;
}

export type Verdict =
  { readonly kind: 'matched' } | NotMatched | { readonly kind: 'indeterminate'; readonly gaps: readonly MatchGap[] };

export const MATCHED: Verdict = { kind: 'matched' };

/** Inverts a decided truth; an open one stays open. */
export function invertTruth(truth: Truth): Truth {
  return typeof truth === 'boolean' ? !truth : truth;
}

/** Three-valued "or" over values in order: one yes decides, else an open one keeps it open. */
export function anyTruth<Value>(values: Iterable<Value>, test: (value: Value) => Truth): Truth {
  let open: Truth = false;
  for (const value of values) {
    const truth = test(value);
    if (truth === true) return true;
    if (truth !== false && open === false) open = truth;
  }
  return open;
}

/** Three-valued "and": one no decides, else an open one keeps it open. */
export function allTruth<Value>(values: Iterable<Value>, test: (value: Value) => Truth): Truth {
  return invertTruth(anyTruth(values, (value) => invertTruth(test(value))));
}
