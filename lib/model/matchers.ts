/**
 * Matchers of a route, one union per protobuf `oneof`. Every union has an `unsupported` arm that keeps the field as it
 * was read: what passes through it is indeterminate for the tracer, never "no".
 *
 * Source: envoy/config/route/v3/route_components.proto (RouteMatch, HeaderMatcher, QueryParameterMatcher),
 * envoy/type/matcher/v3/string.proto.
 */

/** A field that this version reads but does not model: its name in snake_case and its value as found. */
export interface Unsupported {
  readonly kind: 'unsupported';
  readonly field: string;
  readonly raw: unknown;
}

/** envoy.type.matcher.v3.StringMatcher. `ignoreCase` folds ASCII only and is absent when false. */
export type StringMatcher =
  | {
      readonly kind: 'exact' | 'prefix' | 'suffix' | 'contains';
      readonly value: string;
      readonly ignoreCase?: boolean;
    }
  | { readonly kind: 'regex'; readonly regex: string; readonly ignoreCase?: boolean }
  | Unsupported;

/**
 * What a header value is tested for.
 * `deprecatedExact` is the old field `exact_match`, which differs from a string match: an empty one matches any value.
 * `range` is half-open [start, end) on int64, kept as decimal text because JavaScript numbers round beyond 2^53.
 */
export type HeaderTest =
  | StringMatcher
  | { readonly kind: 'present'; readonly present: boolean }
  | { readonly kind: 'deprecatedExact'; readonly value: string }
  | { readonly kind: 'range'; readonly start: string; readonly end: string };

/** One entry of RouteMatch.headers. Pseudo headers keep their colon: `:method`, `:authority`, `:scheme`, `:path`. */
export interface HeaderMatcher {
  readonly name: string;
  readonly test: HeaderTest;
  readonly invert?: boolean;
  readonly treatMissingAsEmpty?: boolean;
}

/** One entry of RouteMatch.query_parameters; no test in the dump means "must be present". */
export interface QueryParameterMatcher {
  readonly name: string;
  readonly test: StringMatcher | { readonly kind: 'present'; readonly present: boolean };
}

/** One entry of RouteMatch.cookies (Envoy 1.37 and later). */
export interface CookieMatcher {
  readonly name: string;
  readonly test: StringMatcher;
  readonly invert?: boolean;
}

/** RouteMatch.path_specifier. `none` only occurs in damaged input: Envoy requires one. */
export type PathMatcher =
  | { readonly kind: 'prefix' | 'path' | 'pathSeparatedPrefix'; readonly value: string }
  | { readonly kind: 'regex'; readonly regex: string }
  | { readonly kind: 'connect' }
  | { readonly kind: 'uriTemplate'; readonly template: string }
  | { readonly kind: 'none' }
  | Unsupported;

/** envoy.type.v3.FractionalPercent: `numerator` out of `denominator` (100, 10 000 or 1 000 000). */
export interface FractionalPercent {
  readonly numerator: number;
  readonly denominator: number;
}

/** RouteMatch.runtime_fraction: the share of requests that match; `runtimeKey` may override it at run time. */
export interface RuntimeFraction extends FractionalPercent {
  readonly runtimeKey?: string;
}

/** envoy.config.route.v3.RouteMatch. Absent optional lists mean "no such condition"; all conditions are ANDed. */
export interface RouteMatch {
  readonly path: PathMatcher;
  /** As written in the dump; absent means Envoy's default, true. Does not apply to regexes. */
  readonly caseSensitive?: boolean;
  readonly headers?: readonly HeaderMatcher[];
  readonly queryParameters?: readonly QueryParameterMatcher[];
  readonly cookies?: readonly CookieMatcher[];
  readonly grpc?: boolean;
  readonly tlsContext?: { readonly presented?: boolean; readonly validated?: boolean };
  readonly runtimeFraction?: RuntimeFraction;
  /** Conditions on dynamic metadata, as read: JWT claim routing writes them. Depend on earlier filters. */
  readonly dynamicMetadata?: readonly unknown[];
  readonly filterState?: readonly unknown[];
  /** Conditions this version does not model, one entry a field. */
  readonly unsupported?: readonly Unsupported[];
}
