/**
 * Clusters and endpoints. Source: envoy/config/cluster/v3/cluster.proto, envoy/config/endpoint/v3/endpoint.proto,
 * envoy/admin/v3/clusters.proto.
 */
import type { EntityId } from './entity.ts';
import type { Located } from './location.ts';
import type { IstioMetadata } from './route.ts';

/** Where a resource stands in Envoy: only raw dumps tell; null when the input (istioctl -o json) cannot. */
export type ResourceState = 'static' | 'active' | 'warming' | 'draining' | 'error' | null;

/** A TLS context toward upstream: names of the SDS secrets, SNI and what is verified. Never key material. */
export interface UpstreamTls {
  readonly sni?: string;
  readonly secrets: readonly string[];
  readonly validation: readonly string[];
  readonly verifiesPeer: boolean;
  readonly subjectAltNames?: readonly string[];
  readonly alpn?: readonly string[];
}

/** transport_socket: `name` is the socket's, e.g. `envoy.transport_sockets.tls`; `tls` when it is a TLS one. */
export interface TransportSocket {
  readonly name: string;
  readonly tls?: UpstreamTls;
}

/** One of transport_socket_matches: used for endpoints whose metadata equals `match`. */
export interface TransportSocketMatch extends TransportSocket {
  readonly matchName: string;
  readonly match: Readonly<Record<string, string>>;
}

/** circuit_breakers.thresholds entry; limits absent in the dump are absent here (Envoy's defaults apply). */
export interface CircuitBreakers {
  readonly priority: string;
  readonly maxConnections?: number;
  readonly maxPendingRequests?: number;
  readonly maxRequests?: number;
  readonly maxRetries?: number;
}

export interface OutlierDetection {
  readonly consecutive5xx?: number;
  readonly consecutiveGatewayFailure?: number;
  readonly interval?: string;
  readonly baseEjectionTime?: string;
  readonly maxEjectionPercent?: number;
  readonly other?: Readonly<Record<string, unknown>>;
}

/**
 * envoy.config.cluster.v3.Cluster. `type` is the discovery type as Envoy names it (`EDS`, `STRICT_DNS`, …) or
 * `CUSTOM:<name>` for a cluster_type. `panicThreshold` null means absent (Envoy's 50 %); `{}` in the dump is 0.
 */
export interface Cluster extends Located {
  readonly id: EntityId;
  readonly name: string;
  readonly state: ResourceState;
  readonly type: string;
  readonly edsServiceName?: string;
  readonly lbPolicy: string;
  readonly connectTimeout?: string;
  readonly istio?: IstioMetadata;
  readonly otherMetadata?: readonly string[];
  readonly transportSocket?: TransportSocket;
  readonly transportSocketMatches?: readonly TransportSocketMatch[];
  readonly outlierDetection?: OutlierDetection;
  readonly circuitBreakers?: readonly CircuitBreakers[];
  readonly panicThreshold: number | null;
  readonly localityWeighted?: boolean;
  readonly maxRequestsPerConnection?: number;
  /** How HTTP is spoken upstream; null when nothing says so (HTTP/1.1 is Envoy's default). */
  readonly upstreamProtocol: 'http1' | 'http2' | 'http3' | 'downstream' | 'auto' | null;
  readonly loadAssignment?: readonly LocalityEndpoints[];
  readonly altStatName?: string;
  readonly versionInfo?: string;
  readonly lastUpdated?: string;
}

/** One endpoint. `address` is `ip:port`, `unix://path` or `envoy://listener/endpointId`. */
export interface Endpoint {
  readonly address: string;
  readonly hostname?: string;
  readonly health: string;
  readonly weight?: number;
  readonly workload?: string;
  readonly tlsMode?: string;
  /** Flags of `/clusters?format=json` only (e.g. failed_outlier_check); absent means unknown. */
  readonly failedChecks?: readonly string[];
}

export interface LocalityEndpoints {
  readonly locality: string;
  readonly priority: number;
  readonly weight?: number;
  readonly endpoints: readonly Endpoint[];
}

/** A ClusterLoadAssignment (EDS) or a ClusterStatus (`/clusters?format=json`), by cluster name. */
export interface ClusterEndpoints extends Located {
  readonly clusterName: string;
  readonly from: 'eds' | 'clusters';
  readonly localities: readonly LocalityEndpoints[];
}
