/** Where the aligners put what they find, and what they may ask. */
import type { EntityId, FilterChain, Listener, Route, RouteConfiguration, VirtualHost } from '../../../model/index.ts';
import type { Place, ReplayServer } from '../effective.ts';
import type { ExpectedClusterEntry, ExpectedRoute, ExpectedVirtualHost } from '../expected.ts';
import type { ReplayClaim } from './claim.ts';
import type { ReplayFinding, UnexpectedCause } from './finding.ts';

/** EnvoyFilter patches that select a place, `configPatches[i]` of each. */
export interface FilterLookup {
  readonly route: (config: RouteConfiguration, host: VirtualHost, route: Route) => readonly Place[];
  readonly absentRoute: (config: RouteConfiguration, host: VirtualHost, routeName: string) => readonly Place[];
  readonly virtualHost: (config: RouteConfiguration, host: VirtualHost) => readonly Place[];
  readonly chain: (listener: Listener, chain: FilterChain) => readonly Place[];
  /** HTTP and network filters of the chain that a patch names as its own. */
  readonly inserted: (
    listener: Listener,
    chain: FilterChain,
  ) => readonly { readonly filter: string; readonly place: Place }[];
  readonly cluster: (name: string) => readonly Place[];
}

export interface AlignmentSink {
  readonly filters: FilterLookup;
  readonly claim: (entity: EntityId, claim: ReplayClaim) => void;
  readonly find: (finding: ReplayFinding) => void;
  /** Remembers which expected virtual host a found one is. */
  readonly hostOf: (entity: EntityId, host: ExpectedVirtualHost) => void;
  readonly clusterOf: (entity: EntityId, entry: ExpectedClusterEntry) => void;
  /** Servers that may have this one's place: they lost a conflict with it, and nothing tells which of the two is older. */
  readonly rivalsOf: (server: ReplayServer, owner: ExpectedRoute['owner']) => readonly ReplayServer[];
  /** All servers behind a route configuration; `first` when the replay knows none. */
  readonly serversOf: (routeConfig: string, first: ReplayServer) => readonly ReplayServer[];
  /** Why a route of this owner (`namespace/name`, null without metadata) is not expected. */
  readonly causeOf: (owner: string | null) => UnexpectedCause;
  /** A delegate of this owner (`namespace/name`) is not among the resources. */
  readonly isIncomplete: (owner: string | undefined) => boolean;
  /** Whether the resources tell where this owner's routes belong among those of others. */
  readonly orderConfidence: (
    owner: { readonly namespace: string; readonly name: string } | null,
  ) => 'certain' | 'likely';
}
