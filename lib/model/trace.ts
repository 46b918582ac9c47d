/** What `whyroute trace` answers: the contract's line, and for one request every hop with its losers. */
import type { Gap } from './diagnostic.ts';
import type { ProxySummary } from './result.ts';
import type { Source } from './source.ts';

/** As in the contract. */
export type TraceDisposition =
  | 'forwarded'
  | 'redirected'
  | 'direct-response'
  | 'tcp-forwarded'
  | 'not-found'
  | 'connection-closed'
  | 'bad-request'
  | 'indeterminate';

/** One answer of `trace --batch`. `status` is what Envoy itself answers with; null where another does, or none. */
export interface TraceLine {
  readonly disposition: TraceDisposition;
  readonly status: number | null;
  readonly route: { readonly routeConfig: string; readonly virtualHost: string; readonly index: number } | null;
  readonly source: Source | null;
  readonly clusters: readonly { readonly name: string; readonly weight: number }[];
  readonly why: string;
}

export type TraceStage =
  | 'listener'
  | 'filterChain'
  | 'connectionManager'
  | 'virtualHost'
  | 'route'
  | 'filters'
  | 'rewrite'
  | 'cluster'
  | 'subset'
  | 'endpoints';

/** A candidate that was not taken. `failed` is the first condition that failed, in Envoy's order. */
export interface TraceLoser {
  /** A SELECTOR where the candidate is an object of the dump. */
  readonly candidate: string;
  readonly source: Source | null;
  readonly failed: string;
  /** The smallest change that makes it win: of the request, or of the configuration. Null: none that is small. */
  readonly change: string | null;
  /** The same in the words of the resource that made it, where that is known. */
  readonly edit: string | null;
}

/** `outcome`: `taken` leads on, `answered` ends here, `open` cannot be told. */
export interface TraceHop {
  readonly stage: TraceStage;
  readonly outcome: 'taken' | 'answered' | 'open';
  /** The object that was chosen, as a SELECTOR where there is one. */
  readonly chosen: string | null;
  readonly source: Source | null;
  /** What was looked at. */
  readonly consulted: readonly string[];
  readonly decided: string;
  /** What may still change the outcome: filters, shares, unknown facts. */
  readonly notes: readonly string[];
  readonly losers: readonly TraceLoser[];
}

/** The request as it was understood; headers in the order sent. */
export interface TracedRequest {
  readonly scheme: string | null;
  readonly port: number | null;
  readonly authority: string | null;
  readonly method: string;
  readonly path: string | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly sni: string | null;
  readonly protocol: string;
}

/** Which of Envoy's rules were applied, and how that is known. */
export interface TraceProfile {
  readonly envoyVersion: string;
  readonly versionFrom: 'read' | 'given' | 'assumed';
  readonly runtimeFrom: 'read' | 'given' | 'assumed';
}

export interface TraceResult extends TraceLine {
  readonly proxy: ProxySummary;
  readonly gaps: readonly Gap[];
  readonly profile: TraceProfile;
  readonly request: TracedRequest;
  /** Envoy's response flag in an access log (NR, NC, UH …); null when it writes none. */
  readonly flag: string | null;
  /** grpc-status of an answer that Envoy itself gives to a gRPC request. */
  readonly grpcStatus: number | null;
  readonly location: string | null;
  readonly hops: readonly TraceHop[];
}
