/** What this proxy does with one request, up to the cluster: the core of `trace` and of `trace --batch`. */
import type { FilterChain, Listener, Route, RouteConfiguration, VirtualHost } from '../model/index.ts';
import type { ClusterShare } from './weighted-clusters.ts';
import type { Refusal } from './admission.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import type { LevelName } from './filter-chain-levels.ts';
import type { MatchGap } from './match-gap.ts';
import type { ClientCertificate } from './request.ts';

/** As in the contract's `trace --batch`. */
export type Disposition =
  | 'forwarded'
  | 'redirected'
  | 'direct-response'
  | 'tcp-forwarded'
  | 'not-found'
  | 'connection-closed'
  | 'bad-request'
  | 'indeterminate';

/** Why the answer is what it is: data for the one sentence a person needs. */
export type AnswerReason =
  | { readonly kind: 'noListener'; readonly port: number | null }
  | { readonly kind: 'noFilterChain'; readonly failedAt: LevelName | null }
  /** Plain text where the chain expects TLS, or TLS where it expects plain HTTP. */
  | { readonly kind: 'transportMismatch'; readonly expected: 'tls' | 'plaintext' }
  | { readonly kind: 'clientCertificateRequired' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'noRouteConfig'; readonly name: string }
  | { readonly kind: 'noVirtualHost'; readonly key: string | null }
  | { readonly kind: 'noRoute' }
  | { readonly kind: 'requireTls' }
  | { readonly kind: 'upgradeRefused'; readonly upgrade: string }
  | { readonly kind: 'route' }
  /** The route's only cluster, or the one its header names, is not there (503, flag NC). */
  | { readonly kind: 'clusterMissing'; readonly name: string | null }
  | { readonly kind: 'tcp' }
  | { readonly kind: 'gaps' };

/** `route` is set even where `disposition` is indeterminate for what follows the route. */
export interface Answer {
  readonly disposition: Disposition;
  /** The HTTP status that Envoy itself answers with; null where another does, or none. */
  readonly status: number | null;
  /** The grpc-status of an answer that Envoy itself gives to a gRPC request; its HTTP status is then 200. */
  readonly grpcStatus: number | null;
  readonly reason: AnswerReason;
  readonly listener: Listener | null;
  readonly listenerBy: 'bound' | 'declared' | null;
  readonly chain: FilterChain | null;
  /** What the filter chain was chosen by; null when no listener was. */
  readonly connection: ConnectionFacts | null;
  /** What the client shows, as far as the chain asks for it; null when that is unknown. */
  readonly certificate: ClientCertificate | null;
  /** The request as routes see it; null when Envoy answers before there is one. */
  readonly admitted: AdmittedRequest | null;
  readonly routeConfig: RouteConfiguration | null;
  readonly virtualHost: VirtualHost | null;
  readonly route: Route | null;
  readonly clusters: readonly ClusterShare[];
  readonly location: string | null;
  readonly gaps: readonly MatchGap[];
  /** When indeterminate among routes: those it may be, in Envoy's order. */
  readonly candidates: readonly Route[];
}

const NONE: readonly never[] = [];

/** What is known of an answer before it is decided. */
export type AnswerParts = Partial<Omit<Answer, 'disposition' | 'status' | 'reason'>>;

export function answerWith(
  disposition: Disposition,
  status: number | null,
  reason: AnswerReason,
  parts: AnswerParts = {},
): Answer {
  // Field by field: a batch makes millions, and spreading two objects into a third costs more than the matching.
  return {
    disposition,
    status,
    grpcStatus: parts.grpcStatus ?? null,
    reason,
    listener: parts.listener ?? null,
    listenerBy: parts.listenerBy ?? null,
    chain: parts.chain ?? null,
    connection: parts.connection ?? null,
    certificate: parts.certificate ?? null,
    admitted: parts.admitted ?? null,
    routeConfig: parts.routeConfig ?? null,
    virtualHost: parts.virtualHost ?? null,
    route: parts.route ?? null,
    clusters: parts.clusters ?? NONE,
    location: parts.location ?? null,
    gaps: parts.gaps ?? NONE,
    candidates: parts.candidates ?? NONE,
  };
}

/** An answer that the input does not decide, with what is missing. */
export function openAnswer(gaps: readonly MatchGap[], parts: AnswerParts = {}): Answer {
  return answerWith('indeterminate', null, { kind: 'gaps' }, { ...parts, gaps });
}
