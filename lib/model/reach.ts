/** Whether any request gets to a route: the answers of the exhaustive route analysis. */
import type { TracedRequest } from './trace.ts';

/** A request that was replayed through the matching rules before it was given out. Ready for a curl line. */
export interface WitnessRequest extends TracedRequest {
  /** Only where a route asks for it (tls_context). */
  readonly clientCertificate?: { readonly presented: boolean; readonly validated: boolean };
  /** Envoy's random number for the stream, where a runtime_fraction decides. */
  readonly random?: number;
}

/** Why it cannot be told whether a route is reached. `field` is the condition's name in snake_case, as in the dump. */
export type ReachDoubt =
  /** The route has a condition that the input cannot decide (metadata of filters, a redacted value, …). */
  | { readonly kind: 'condition'; readonly field: string }
  /** Earlier route `index` takes what is left if its own undecidable condition holds. */
  | { readonly kind: 'rival'; readonly index: number; readonly field: string }
  /** The question needs more work than the limit allows. */
  | { readonly kind: 'work' }
  /** Requests that would get there were found, but none that this proxy's connection manager surely lets through as such. */
  | { readonly kind: 'admission' }
  /** No Host header is known that leads to the virtual host. */
  | { readonly kind: 'virtualHost' }
  /** Routes of this virtual host could not be read: one of them may stand before. */
  | { readonly kind: 'lostRoutes' }
  /** The virtual host chooses its routes by a matcher tree. */
  | { readonly kind: 'matcherTree' };

/**
 * One route of a virtual host. All indices are positions in `VirtualHost.routes`.
 * `reachable`: `witness` is answered by this route.
 * `shadowed`: every request that fits the route is taken by the earlier routes `by` (ascending; none of them can be left
 * out; several: only together). `witness` fits the route and is taken by `takenBy`, one of them.
 * `impossible`: no request fits the route, whatever stands before it: `conditions` contradict each other, or one of them
 * never holds. Each is written as `path`, `header NAME`, `query_parameter NAME`, `cookie NAME`, `grpc`, `tls_context`,
 * `runtime_fraction`.
 */
export type RouteReach =
  | { readonly kind: 'reachable'; readonly witness: WitnessRequest }
  | {
      readonly kind: 'shadowed';
      readonly by: readonly number[];
      readonly witness: WitnessRequest;
      readonly takenBy: number;
    }
  | { readonly kind: 'impossible'; readonly conditions: readonly string[] }
  | { readonly kind: 'unknown'; readonly reason: ReachDoubt };
