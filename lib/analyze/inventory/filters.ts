/** What a person asks to leave out. All fields that are set must fit. */
export interface Filters {
  /**
   * A host as a client sends it. Routes: the virtual host that Envoy chooses for it, in every route configuration.
   * Listeners: chains that may take it as SNI, those without server names included. Clusters: the service's host, whole.
   * With a `*` in it: a domain or server name to find as it is written.
   */
  readonly host?: string;
  /** A path after normalization. Routes whose path matcher fits or, like a regex, may fit. */
  readonly path?: string;
  /** `[KIND/]NAMESPACE/NAME`: the resource, the root that delegated, or a candidate; for clusters the DestinationRule too. */
  readonly source?: string;
  /** A cluster's whole name, or the host in it. Routes and chains that send or may send there, mirrors included. */
  readonly cluster?: string;
  /** Bound by the proxy, or declared by the Gateway; for clusters the service's port. */
  readonly port?: number;
  /** Label of a route configuration. */
  readonly routeConfig?: string;
  readonly unattributed?: boolean;
}
