/** What the replay says istiod would emit, with the origin of each part. */
import type { HeaderMutations, RouteMatch } from '../../model/index.ts';
import type { HttpRule, Resource } from '../../resources/index.ts';
import type { Place, ReplayServer, RuleOrigin } from './effective.ts';

/** `outbound|port|subset|host`; `port` null when the Service that decides it is not among the resources. */
export interface ExpectedCluster {
  readonly host: string;
  readonly subset: string;
  readonly port: number | null;
  readonly weight: number;
  /** False when the Service is not among the resources: then it may be an alias (ExternalName) of a host outside. */
  readonly isKnown: boolean;
}

/** The part of an action that istiod takes from the rule; defaults it adds (retries) are not compared. */
export type ExpectedAction =
  | {
      readonly kind: 'forward';
      readonly clusters: readonly ExpectedCluster[];
      readonly pathRewrite: { readonly kind: 'prefix' | 'regex'; readonly value: string } | null;
      readonly hostRewrite: string | null;
      readonly timeout: string | null;
      readonly mirrors: readonly ExpectedCluster[];
    }
  | {
      readonly kind: 'redirect';
      readonly status: number;
      readonly host: string;
      readonly path: string;
      readonly prefixRewrite: string;
      readonly scheme: string;
      readonly port: number | null;
    }
  | { readonly kind: 'directResponse'; readonly status: number; readonly body: string | null };

export interface ExpectedRoute {
  /** The VirtualService in the route's metadata: a delegate's root, or a generated name. Null for a default route. */
  readonly owner: { readonly namespace: string; readonly name: string } | null;
  readonly name: string;
  readonly match: RouteMatch;
  readonly action: ExpectedAction;
  readonly headers: HeaderMutations | undefined;
  readonly statPrefix: string;
  readonly origin: RuleOrigin;
  /** The rule it is made of, delegates merged; null for a default route. */
  readonly rule: HttpRule | null;
  /** The input does not tell whether istiod makes it: it asks for labels or a namespace of the pod that nobody gave. */
  readonly isOptional: boolean;
}

/**
 * A route in a virtual host, and the servers through which it came there: several after the collapse of hosts. Two
 * servers of one host give two entries instead.
 */
export interface PlacedRoute {
  readonly route: ExpectedRoute;
  readonly servers: readonly ReplayServer[];
}

export interface ExpectedVirtualHost {
  /** `host:declaredPort` */
  readonly name: string;
  /** Hosts without port variants, lower case; more than one after the collapse of equal hosts. */
  readonly hosts: readonly string[];
  readonly routes: readonly PlacedRoute[];
  readonly requireTls: boolean;
  /** Servers that cover it; for a host without routes the ones with httpsRedirect. */
  readonly servers: readonly ReplayServer[];
}

export interface ExpectedRouteConfig {
  readonly name: string;
  readonly boundPort: number;
  readonly servers: readonly ReplayServer[];
  readonly virtualHosts: readonly ExpectedVirtualHost[];
}

/** A filter chain of a gateway listener. */
export type ExpectedChain = {
  readonly boundPort: number;
  /** False when neither a Service nor the dump tells the bound port of the server: then any port will do. */
  readonly isPortKnown: boolean;
  readonly bind: string;
  readonly server: ReplayServer;
  /** Empty: no SNI match. */
  readonly serverNames: readonly string[];
} & (
  | { readonly kind: 'http'; readonly routeConfig: string }
  | {
      readonly kind: 'tcp';
      /** Null for AUTO_PASSTHROUGH, whose chains are made from Services, not from rules. */
      readonly rule: Place | null;
      readonly owner: { readonly namespace: string; readonly name: string } | null;
      readonly clusters: readonly ExpectedCluster[];
      /** Rules that would make a chain of the same place, were this one not before them. */
      readonly losers: readonly ChainRule[];
      /** Whether the creation times tell that the rule comes before each of the losers. */
      readonly isOrderKnown: boolean;
    }
);

/** A rule and where its chain leads. */
export interface ChainRule {
  readonly rule: Place;
  readonly clusters: readonly ExpectedCluster[];
}

/** A cluster of CDS. `subset` is empty for the default one. */
export interface ExpectedClusterEntry {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly subset: string;
  /** Service or ServiceEntry. */
  readonly service: Resource;
  /** The rule whose policy applies, i.e. the one in the metadata: the oldest that was merged. */
  readonly destinationRule: Resource | null;
  /** The rule that defines the subset, `spec.subsets[i]`. */
  readonly subsetOrigin: Place | null;
  /** All rules that were merged, oldest first, and the places where they define the subset. */
  readonly rules: readonly Resource[];
  readonly subsetPlaces: readonly Place[];
}
