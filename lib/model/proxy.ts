/** The proxy a dump belongs to, from BootstrapConfigDump; null where the input has no bootstrap section. */

/** Three numbers of a release; absent parts of Envoy's build version are zero. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

export interface Proxy {
  /** `router~10.40.0.10~istio-ingressgateway-x.istio-system~istio-system.svc.cluster.local` */
  readonly nodeId: string;
  readonly type: 'router' | 'sidecar' | 'waypoint' | 'unknown';
  readonly name: string | null;
  readonly namespace: string | null;
  readonly labels: ReadonlyMap<string, string> | null;
  readonly workload: string | null;
  readonly clusterId: string | null;
  /** The proxy's own Istio version (node metadata ISTIO_VERSION), not the control plane's. */
  readonly istioVersion: string | null;
  readonly envoyVersion: Version | null;
  /** Cluster domain suffix, from the node id; null when it has another shape. */
  readonly domain: string | null;
  readonly unprivileged: boolean | null;
  /** layered_runtime static layers, later layers win. */
  readonly runtime: ReadonlyMap<string, unknown>;
}
