/**
 * Why Istio makes things that no resource asked for, in words for somebody who has never read its source
 * (reference/istio-provenance.md 1.4, 5.1, 7, 8).
 */
type Fixed =
  | 'prometheus'
  | 'readiness'
  | 'allowAny'
  | 'egressProxy'
  | 'blockAll'
  | 'inbound'
  | 'inboundPassthrough'
  | 'redirectOnly'
  | 'sidecarSocket'
  | 'httpProxy'
  | 'sniCluster';

export const REASONS: Readonly<Record<Fixed, string>> = {
  prometheus: "the proxy's own: port 15090 serves Envoy's statistics to Prometheus",
  readiness: "the proxy's own: port 15021 answers Kubernetes' readiness probe, through the agent in the pod",
  allowAny:
    'built in: the mesh allows calls to hosts it does not know (outboundTrafficPolicy ALLOW_ANY), and sends them on as ' +
    'they are, through PassthroughCluster',
  egressProxy: 'built in: calls to hosts the mesh does not know go to the egressProxy of the outboundTrafficPolicy',
  blockAll:
    'built in: the mesh refuses calls to hosts it does not know (outboundTrafficPolicy REGISTRY_ONLY), with status 502',
  inbound:
    "built in: requests for this pod's own port go to the application; Istio makes this for every port of a Service",
  inboundPassthrough:
    'built in: connections to ports of this pod that no Service declares go to the application as they are',
  redirectOnly:
    'a Gateway server has httpsRedirect for this host, and no VirtualService is bound to the host: every request is ' +
    'redirected to https (301, not 404); the dump does not name the Gateway',
  sidecarSocket: 'built in: Istio makes one for the HTTP services that are called through a Unix socket',
  httpProxy: 'built in: the HTTP proxy that mesh proxyHttpPort opens for this workload',
  sniCluster:
    'a Gateway server with tls mode AUTO_PASSTHROUGH sends connections to the cluster that the SNI names; the dump does ' +
    'not name the Gateway',
};

export function blackhole(port: number): string {
  return (
    `built in: a Gateway has a server on port ${String(port)}, but no VirtualService is bound to it, so every request ` +
    'gets 404'
  );
}

export function waypointDefault(service: string): string {
  return `built in: no VirtualService or HTTPRoute is bound to ${service}, so the waypoint sends requests straight on to it`;
}

export function sidecarDefault(service: string): string {
  return `built in: no VirtualService applies to ${service}, so this is Istio's default route to it`;
}

export function sidecarPort(port: number): string {
  return `built in: Istio makes one for all HTTP services with port ${String(port)} that this proxy may call`;
}

export function sniffedPort(host: string): string {
  return `built in: Istio makes one for each port whose protocol it has to find out, here of host ${host}`;
}

/** `declared` are the ports that the Gateways' servers name, as far as virtual hosts tell. */
export function gatewayHttp(port: number, declared: readonly number[]): string {
  const as = declared.length === 0 ? '' : ` (declared as ${declared.join(', ')})`;
  return (
    `Istio unites the plain-HTTP servers of all Gateways on port ${String(port)}${as}; the dump does not name those ` +
    'Gateways'
  );
}

export function autoPassthrough(service: string): string {
  return (
    `a Gateway server with tls mode AUTO_PASSTHROUGH: Istio opens one chain for every Service port, here ${service}; ` +
    'the dump does not name the Gateway'
  );
}

/** Listeners that every proxy of a kind has. */
export const LISTENERS: ReadonlyMap<string, string> = new Map([
  [
    'virtualOutbound',
    'built in: receives all connections that leave the pod and hands them to the listener of their port',
  ],
  ['virtualInbound', 'built in: receives all connections that come into the pod'],
  ['connect_terminate', 'built in: receives HBONE tunnels of the ambient mesh (port 15008)'],
  ['connect_originate', 'built in: opens HBONE tunnels of the ambient mesh to other workloads'],
  ['main_internal', 'built in: routes what arrived through the ambient mesh to the Services behind this waypoint'],
  ['encap', 'built in: wraps connections into HBONE tunnels of the ambient mesh'],
  ['forward_inner_connect', 'built in: passes on inner HBONE tunnels between networks of the ambient mesh'],
  ['inner_connect_originate', 'built in: opens inner HBONE tunnels between networks of the ambient mesh'],
  ['outer_connect_originate', 'built in: opens outer HBONE tunnels between networks of the ambient mesh'],
]);

/** Filter chains that Istio names. */
export const CHAINS: ReadonlyMap<string, string> = new Map([
  [
    'PassthroughFilterChain',
    'built in: what this port has no chain for is sent on as it is, or refused (outboundTrafficPolicy)',
  ],
  ['virtualOutbound-catchall-tcp', 'built in: connections to ports and addresses that the mesh does not know'],
  ['virtualOutbound-blackhole', "built in: refuses connections to the proxy's own outbound port, which would loop"],
  ['virtualOutbound-trafficloop', "built in: refuses connections to the proxy's own outbound port, which would loop"],
  ['virtualInbound-blackhole', "built in: refuses connections to the proxy's own inbound port, which would loop"],
  ['virtualInbound-trafficloop', "built in: refuses connections to the proxy's own inbound port, which would loop"],
  ['virtualInbound', REASONS.inboundPassthrough],
  ['virtualInbound-catchall-http', REASONS.inboundPassthrough],
  ['direct-http', 'built in: requests of the ambient mesh to a pod itself, not through a Service'],
  ['direct-tcp', 'built in: connections of the ambient mesh to a pod itself, not through a Service'],
  ['encap', 'built in: wraps connections into HBONE tunnels of the ambient mesh'],
]);

/** Clusters of the bootstrap and of istiod that belong to no resource. */
export const CLUSTERS: ReadonlyMap<string, string> = new Map([
  ['BlackHoleCluster', 'built in: has no endpoints; what is sent here is refused'],
  [
    'PassthroughCluster',
    'built in: sends connections on to the address they were made to (outboundTrafficPolicy ALLOW_ANY)',
  ],
  ['InboundPassthroughCluster', REASONS.inboundPassthrough],
  ['InboundPassthroughClusterIpv4', REASONS.inboundPassthrough],
  ['InboundPassthroughClusterIpv6', REASONS.inboundPassthrough],
  ['AllowAnyDynamicDNSCluster', 'built in: looks up hosts the mesh does not know (outboundTrafficPolicy ALLOW_ANY)'],
  ['agent', 'bootstrap: the agent in the pod, for the readiness probe on port 15021'],
  ['prometheus_stats', "bootstrap: Envoy's own statistics, served on port 15090"],
  ['sds-grpc', 'bootstrap: the agent in the pod, which hands out certificates'],
  ['sds-external', 'bootstrap: a certificate provider outside the pod, such as SPIRE'],
  ['sds-files-grpc', 'bootstrap: the agent in the pod, which hands out certificates from files'],
  ['xds-grpc', 'bootstrap: the agent in the pod, which relays configuration from istiod'],
  ['zipkin', 'bootstrap: the tracing collector of the mesh configuration'],
  ['lightstep', 'bootstrap: the tracing collector of the mesh configuration'],
  ['datadog_agent', 'bootstrap: the tracing collector of the mesh configuration'],
  ['envoy_metrics_service', 'bootstrap: the metrics service of the proxy configuration'],
  ['envoy_accesslog_service', 'bootstrap: the access log service of the proxy configuration'],
  ['local_cluster', "bootstrap: the proxy's own workload, for zone-aware load balancing"],
  ['connect_originate', 'built in: HBONE tunnels of the ambient mesh'],
  ['inner_connect_originate', 'built in: inner HBONE tunnels between networks of the ambient mesh'],
  ['outer_connect_originate', 'built in: outer HBONE tunnels between networks of the ambient mesh'],
  ['main_internal', 'built in: hands connections to the internal listener of the ambient mesh'],
  ['encap', 'built in: wraps connections into HBONE tunnels of the ambient mesh'],
]);
