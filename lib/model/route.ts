/**
 * RouteConfiguration, VirtualHost and Route as Envoy holds them, in Envoy's order.
 * Source: envoy/config/route/v3/{route,route_components}.proto.
 */
import type { EntityId } from './entity.ts';
import type { Located } from './location.ts';
import type { MatcherTree } from './matcher-tree.ts';
import type { RouteMatch } from './matchers.ts';
import type { HeaderMutations, MirrorPolicy, RetryPolicy, RouteAction } from './route-action.ts';

/** Istio's entry in `metadata.filter_metadata.istio`; other keys are kept in `other`. */
export interface IstioMetadata {
  /** The path `/apis/<group>/<version>/namespaces/<ns>/<kebab-kind>/<name>`, untouched. */
  readonly config?: string;
  readonly subset?: string;
  readonly services?: readonly { readonly host: string; readonly name: string; readonly namespace: string }[];
  readonly other?: Readonly<Record<string, unknown>>;
}

/** envoy.config.route.v3.Route. `index` is the 0-based position in its virtual host: the order Envoy tries them. */
export interface Route {
  readonly id: EntityId;
  readonly index: number;
  readonly name?: string;
  readonly match: RouteMatch;
  readonly action: RouteAction;
  readonly istio?: IstioMetadata;
  /** Names of filter_metadata groups beside `istio`. */
  readonly otherMetadata?: readonly string[];
  readonly decorator?: string;
  readonly statPrefix?: string;
  readonly headers?: HeaderMutations;
  /** typed_per_filter_config, keyed by filter name: faults, CORS, RBAC overrides. Keys are as in the dump. */
  readonly perFilterConfig?: Readonly<Record<string, unknown>>;
}

/** VirtualHost.require_tls: `ALL` answers 301 to https before any route is consulted. */
export type RequireTls = 'NONE' | 'EXTERNAL_ONLY' | 'ALL';

/** envoy.config.route.v3.VirtualHost. */
export interface VirtualHost {
  readonly id: EntityId;
  readonly name: string;
  readonly domains: readonly string[];
  readonly routes: readonly Route[];
  readonly requireTls: RequireTls;
  /** True when routes of this host could not be read: what none of the others takes is then unknown, not 404. */
  readonly incomplete?: true;
  /** A matcher tree instead of a route list; each leaf is a list of routes, tried in order. */
  readonly matcher?: MatcherTree<readonly Route[]>;
  readonly includeRequestAttemptCount?: boolean;
  readonly headers?: HeaderMutations;
  readonly retryPolicy?: RetryPolicy;
  readonly mirrors?: readonly MirrorPolicy[];
  readonly perFilterConfig?: Readonly<Record<string, unknown>>;
  /** Fields that istiod never writes on a gateway virtual host (cors, rate_limits, …): a hint at an EnvoyFilter. */
  readonly foreignFields?: readonly string[];
}

/**
 * envoy.config.route.v3.RouteConfiguration.
 *
 * `name` is Envoy's; Istio's bootstrap leaves two of them nameless, and two inline ones may share a name, so people and
 * JSON see `label`: the name when there is one, else one made from the content (never from the file it came from).
 * `via` says how the proxy got it; istioctl's `-o json` does not tell static from dynamic, so it may be null.
 */
export interface RouteConfiguration extends Located {
  readonly id: EntityId;
  readonly name: string;
  readonly label: string;
  readonly via: 'dynamic' | 'static' | 'inline' | null;
  readonly virtualHosts: readonly VirtualHost[];
  /**
   * Only when it is damaged or cut: so many of its first virtual hosts are whole. After them some may be missing, or
   * belong to another configuration, and options that follow the virtual hosts may be missing as well.
   */
  readonly intactHosts?: number;
  readonly ignorePortInHostMatching: boolean;
  readonly validateClusters: boolean | null;
  readonly maxDirectResponseBodySizeBytes?: number;
  readonly vhostHeader?: string;
  readonly ignorePathParameters?: boolean;
  readonly mostSpecificHeaderMutationsWins?: boolean;
  readonly internalOnlyHeaders?: readonly string[];
  readonly headers?: HeaderMutations;
  readonly mirrors?: readonly MirrorPolicy[];
  readonly perFilterConfig?: Readonly<Record<string, unknown>>;
  readonly versionInfo?: string;
  readonly lastUpdated?: string;
  /** Listeners whose HCM holds this configuration inline, by listener name. */
  readonly inlineIn?: readonly string[];
}
