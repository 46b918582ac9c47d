/**
 * Listeners, filter chains and the HTTP connection manager options that influence matching.
 * Source: envoy/config/listener/v3/{listener,listener_components}.proto, http_connection_manager.proto, tcp_proxy.proto.
 */
import type { ResourceState } from './cluster.ts';
import type { EntityId } from './entity.ts';
import type { Located } from './location.ts';
import type { Unsupported } from './matchers.ts';
import type { ClusterSpecifier } from './route-action.ts';
import type { IstioMetadata } from './route.ts';

/** A CIDR as `address/length`. */
export type Cidr = string;

/** FilterChainMatch; absent lists mean "any". Selection has no backtracking (reference/envoy-semantics.md 1.3). */
export interface FilterChainMatch {
  readonly destinationPort?: number;
  readonly prefixRanges?: readonly Cidr[];
  readonly directSourcePrefixRanges?: readonly Cidr[];
  readonly sourceType?: 'ANY' | 'SAME_IP_OR_LOOPBACK' | 'EXTERNAL';
  readonly sourcePrefixRanges?: readonly Cidr[];
  readonly sourcePorts?: readonly number[];
  readonly serverNames?: readonly string[];
  readonly transportProtocol?: string;
  readonly applicationProtocols?: readonly string[];
  readonly unsupported?: readonly Unsupported[];
}

/** DownstreamTlsContext: which secrets serve and verify, never the key itself. */
export interface DownstreamTls {
  readonly secrets: readonly string[];
  readonly validation: readonly string[];
  readonly requireClientCertificate: boolean | null;
  readonly alpn?: readonly string[];
  readonly minVersion?: string;
  readonly maxVersion?: string;
  /** Certificates written into the listener itself: how many (their keys are not kept). */
  readonly inlineCertificates?: number;
}

/** One HTTP or network filter, in order. `config` keeps the typed_config as read, for the analyses that decide filters. */
export interface Filter {
  readonly name: string;
  /** Last part of the `@type` or of the TypedStruct's type_url; null when the dump has none (e.g. ECDS without default). */
  readonly type: string | null;
  readonly disabled?: boolean;
  readonly config?: unknown;
  /** RBAC policy keys, JWT providers and the like: names a person may look up. */
  readonly names?: readonly string[];
}

/** Where an HCM takes its routes from. */
export type RouteSource =
  | { readonly kind: 'rds'; readonly routeConfigName: string }
  | { readonly kind: 'inline'; readonly routeConfigId: EntityId }
  | { readonly kind: 'scoped'; readonly name: string; readonly raw?: unknown }
  | { readonly kind: 'none' };

/** HttpConnectionManager, the options that decide what a matcher sees. Absent booleans are false in Envoy. */
export interface HttpConnectionManager {
  readonly kind: 'http';
  readonly statPrefix: string;
  readonly routes: RouteSource;
  readonly httpFilters: readonly Filter[];
  readonly codecType?: string;
  readonly useRemoteAddress?: boolean;
  readonly xffNumTrustedHops?: number;
  readonly normalizePath?: boolean;
  readonly mergeSlashes?: boolean;
  readonly pathWithEscapedSlashesAction?: string;
  readonly stripAnyHostPort?: boolean;
  readonly stripMatchingHostPort?: boolean;
  readonly stripTrailingHostDot?: boolean;
  readonly acceptHttp10?: boolean;
  readonly defaultHostForHttp10?: string;
  readonly headersWithUnderscoresAction?: string;
  readonly schemeOverwrite?: string;
  readonly serverName?: string;
  readonly upgradeTypes?: readonly string[];
  readonly forwardClientCertDetails?: string;
  readonly unsupported?: readonly Unsupported[];
}

/** TcpProxy. */
export interface TcpProxy {
  readonly kind: 'tcp';
  readonly statPrefix: string;
  readonly cluster: ClusterSpecifier;
  /** True when an `sni_cluster` filter before it replaces the cluster by the SNI. */
  readonly sniCluster?: boolean;
}

/** What a filter chain ends in. `other` names the last filter when it is neither HTTP nor TCP proxy. */
export type ChainTarget = HttpConnectionManager | TcpProxy | { readonly kind: 'other'; readonly filter: string | null };

/** envoy.config.listener.v3.FilterChain. `index` is its position; the default chain has `isDefault`. */
export interface FilterChain {
  readonly id: EntityId;
  readonly index: number;
  readonly isDefault: boolean;
  readonly name?: string;
  readonly match: FilterChainMatch;
  readonly target: ChainTarget;
  /** Network filters before the terminal one, in order. */
  readonly networkFilters: readonly Filter[];
  /** transport_socket name, null for plain text. */
  readonly transportSocket: string | null;
  readonly tls?: DownstreamTls;
  readonly istio?: IstioMetadata;
}

/** envoy.config.listener.v3.Listener. `address` is the bound IP, `port` the bound port; both null for internal ones. */
export interface Listener extends Located {
  readonly id: EntityId;
  readonly name: string;
  /** Name, or one made of the address when Envoy has none (old bootstrap listeners). */
  readonly label: string;
  readonly state: ResourceState;
  readonly address: string | null;
  readonly port: number | null;
  readonly additionalAddresses?: readonly string[];
  readonly protocol: 'TCP' | 'UDP' | 'internal';
  readonly bindToPort: boolean;
  readonly useOriginalDst: boolean;
  readonly listenerFilters: readonly Filter[];
  readonly filterChains: readonly FilterChain[];
  /** A unified filter_chain_matcher, as read: chain selection then ignores the chains' own matches. */
  readonly filterChainMatcher?: unknown;
  readonly trafficDirection?: string;
  /** Envoy's own words on a rejected update (raw dumps only). */
  readonly error?: { readonly details: string; readonly lastUpdateAttempt?: string; readonly versionInfo?: string };
  readonly versionInfo?: string;
  readonly lastUpdated?: string;
}
