/** What this proxy does with one request, up to the cluster: the core of `trace` and of `trace --batch`. */
import type {
  FilterChain,
  Listener,
  Route,
  RouteConfiguration,
  TraceDisposition,
  VirtualHost,
} from '../model/index.ts';
import type { ClusterShare } from './weighted-clusters.ts';
import type { Refusal } from './admission.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import type { LevelName } from './filter-chain-levels.ts';
import type { MatchGap } from './match-gap.ts';
import type { ClientCertificate } from './request.ts';

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
  readonly disposition: TraceDisposition;
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
const UNDECIDED: AnswerReason = { kind: 'gaps' };

/**
 * An answer on its way: each stage fills in what it finds. One object, because a batch makes millions, and V8 gives every
 * object that is spread into another a shape of its own, which makes all that look at it slow.
 */
export type AnswerDraft = { -readonly [Key in keyof Answer]: Answer[Key] };

export function newAnswer(): AnswerDraft {
  return {
    disposition: 'indeterminate',
    status: null,
    grpcStatus: null,
    reason: UNDECIDED,
    listener: null,
    listenerBy: null,
    chain: null,
    connection: null,
    certificate: null,
    admitted: null,
    routeConfig: null,
    virtualHost: null,
    route: null,
    clusters: NONE,
    location: null,
    gaps: NONE,
    candidates: NONE,
  };
}

/** Decides. */
export function answerWith(
  disposition: TraceDisposition,
  status: number | null,
  reason: AnswerReason,
  draft: AnswerDraft,
): Answer {
  draft.disposition = disposition;
  draft.status = status;
  draft.reason = reason;
  return draft;
}

/** An answer that the input does not decide, with what is missing. */
export function openAnswer(gaps: readonly MatchGap[], draft: AnswerDraft): Answer {
  draft.gaps = gaps;
  return answerWith('indeterminate', null, UNDECIDED, draft);
}
