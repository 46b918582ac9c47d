/**
 * What istiod works on after its own conversions: VirtualServices with resolved names and merged delegates, whether a
 * user wrote them or they were made from HTTPRoutes and Ingresses; Gateways likewise. Each part remembers its origin.
 */
import type { GatewayServer, HttpMatch, HttpRule, Layer4Rule, Resource } from '../../resources/index.ts';

/** A place in a resource. */
export interface Place {
  readonly resource: Resource;
  /** As the contract writes it; empty for the resource as a whole. */
  readonly path: string;
}

/** Where a match or rule was written; `via` is the root's place when a delegate wrote it. */
export interface RuleOrigin extends Place {
  readonly via: Place | null;
}

/** One match of a rule; `match` null stands for a rule that has none. */
export interface ReplayMatch {
  readonly match: HttpMatch | null;
  readonly origin: RuleOrigin;
}

export interface ReplayRule {
  readonly rule: HttpRule;
  readonly matches: readonly ReplayMatch[];
  readonly origin: RuleOrigin;
}

export interface ReplayLayer4Rule {
  readonly rule: Layer4Rule;
  readonly origin: Place;
}

export interface ReplayVirtualService {
  /** As in the metadata of the routes: generated ones have generated names. */
  readonly name: string;
  readonly namespace: string;
  readonly created: number | null;
  readonly hosts: readonly string[];
  /** `ns/name`, or `mesh`. */
  readonly gateways: readonly string[];
  readonly exportTo: readonly string[];
  readonly semantics: 'istio' | 'gateway' | 'ingress';
  /** Made from TLSRoutes: used by terminating servers too. */
  readonly fromTlsRoute: boolean;
  readonly http: readonly ReplayRule[];
  readonly tls: readonly ReplayLayer4Rule[];
  readonly tcp: readonly ReplayLayer4Rule[];
  /** What a user edits: the VirtualService, or every route and Ingress folded into it. */
  readonly sources: readonly Resource[];
}

/** A server of a Gateway with its hosts in `ns/host` or `host` form. */
export interface ReplayServer extends GatewayServer {
  readonly gateway: ReplayGateway;
  /** `servers[1]`, or `listeners[0]` of a Gateway API Gateway. */
  readonly path: string;
}

export interface ReplayGateway {
  readonly name: string;
  readonly namespace: string;
  readonly created: number | null;
  readonly source: Resource;
  /** Selects pods by labels; generated Gateways name their Service hosts instead. */
  readonly selector: ReadonlyMap<string, string>;
  readonly serviceHosts: readonly string[] | undefined;
  readonly servers: readonly ReplayServer[];
}

export function gatewayKey(gateway: ReplayGateway): string {
  return `${gateway.namespace}/${gateway.name}`;
}
