/**
 * What a route does with a request it matched: Route.action and the settings that go with it.
 * Source: envoy/config/route/v3/route_components.proto (Route, RouteAction, RedirectAction, DirectResponseAction).
 */
import type { RuntimeFraction, Unsupported } from './matchers.ts';

/** HeaderValueOption: `append` is Envoy's append_action in lower camel case, absent for its default. */
export interface HeaderAddition {
  readonly name: string;
  readonly value: string;
  readonly append?: string;
}

/** Header changes at one level; route, virtual host, route configuration and weighted cluster each have one. */
export interface HeaderMutations {
  readonly requestAdd?: readonly HeaderAddition[];
  readonly requestRemove?: readonly string[];
  readonly responseAdd?: readonly HeaderAddition[];
  readonly responseRemove?: readonly string[];
}

/** One member of weighted_clusters. Exactly one of `name` and `clusterHeader` is set. */
export interface WeightedCluster {
  readonly name?: string;
  readonly clusterHeader?: string;
  readonly weight: number;
  readonly headers?: HeaderMutations;
  readonly hostRewrite?: string;
  readonly perFilterConfig?: Readonly<Record<string, unknown>>;
}

/** RouteAction.cluster_specifier. */
export type ClusterSpecifier =
  | { readonly kind: 'cluster'; readonly name: string }
  | {
      readonly kind: 'weighted';
      readonly clusters: readonly WeightedCluster[];
      readonly runtimeKeyPrefix?: string;
      readonly randomValueHeader?: string;
      readonly useHashPolicy?: boolean;
      /** Fields that this version does not know: they may change which cluster is taken. */
      readonly unsupported?: readonly Unsupported[];
    }
  | { readonly kind: 'clusterHeader'; readonly header: string }
  | { readonly kind: 'plugin'; readonly name: string; readonly raw?: unknown }
  | Unsupported;

/** How the path sent upstream differs from the request's. */
export type PathRewrite =
  | { readonly kind: 'prefix'; readonly value: string }
  | { readonly kind: 'regex'; readonly regex: string; readonly substitution: string }
  | { readonly kind: 'template'; readonly template: string }
  | Unsupported;

/** How the host sent upstream differs from the request's. */
export type HostRewrite =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'auto' }
  | { readonly kind: 'header'; readonly header: string }
  | { readonly kind: 'pathRegex'; readonly regex: string; readonly substitution: string }
  | Unsupported;

/** RetryPolicy, the part a person asks about. Durations are protobuf JSON text such as `1.500s`. */
export interface RetryPolicy {
  readonly retryOn?: string;
  readonly numRetries?: number;
  readonly perTryTimeout?: string;
  readonly retriableStatusCodes?: readonly number[];
}

/** One mirror: `fraction` absent means every request. */
export interface MirrorPolicy {
  readonly cluster: string;
  readonly fraction?: RuntimeFraction;
}

/** `route`: forward upstream. Durations are protobuf JSON text; absent `timeout` means Envoy's default of 15 s. */
export interface ForwardAction {
  readonly kind: 'forward';
  readonly cluster: ClusterSpecifier;
  readonly clusterNotFoundResponseCode?: string;
  readonly timeout?: string;
  readonly idleTimeout?: string;
  readonly maxStreamDuration?: string;
  readonly pathRewrite?: PathRewrite;
  readonly hostRewrite?: HostRewrite;
  readonly appendXForwardedHost?: boolean;
  readonly retryPolicy?: RetryPolicy;
  readonly mirrors?: readonly MirrorPolicy[];
  readonly hashPolicy?: readonly unknown[];
  readonly upgrades?: readonly { readonly type: string; readonly enabled: boolean }[];
  readonly priority?: string;
  readonly internalRedirect?: boolean;
  readonly metadataMatch?: unknown;
}

/** `redirect`. `status` is the HTTP code (301 when the dump names none). */
export interface RedirectAction {
  readonly kind: 'redirect';
  readonly status: number;
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  readonly pathRewrite?: PathRewrite;
  readonly stripQuery?: boolean;
}

/** `direct_response`. `body` is inline text when it is text; `bodyKind` says where it comes from otherwise. */
export interface DirectResponseAction {
  readonly kind: 'directResponse';
  readonly status: number;
  readonly body?: string;
  readonly bodyKind?: string;
}

/** Route.action: a union by `kind`; `none` when the dump holds no action at all. */
export type RouteAction =
  | ForwardAction
  | RedirectAction
  | DirectResponseAction
  | { readonly kind: 'nonForwarding' }
  | { readonly kind: 'none' }
  | Unsupported;
