/** The kinds that whyroute reads, by API group; every served version of a group is accepted. */

/** A Gateway of the Gateway API shares its kind with Istio's, so kinds are keyed by a name of our own. */
export const RESOURCE_KINDS: Readonly<Record<ResourceKind, KindShape>> = {
  Gateway: { group: 'networking.istio.io', kind: 'Gateway', namespaced: true },
  VirtualService: { group: 'networking.istio.io', kind: 'VirtualService', namespaced: true },
  DestinationRule: { group: 'networking.istio.io', kind: 'DestinationRule', namespaced: true },
  ServiceEntry: { group: 'networking.istio.io', kind: 'ServiceEntry', namespaced: true },
  Sidecar: { group: 'networking.istio.io', kind: 'Sidecar', namespaced: true },
  EnvoyFilter: { group: 'networking.istio.io', kind: 'EnvoyFilter', namespaced: true },
  AuthorizationPolicy: { group: 'security.istio.io', kind: 'AuthorizationPolicy', namespaced: true },
  RequestAuthentication: { group: 'security.istio.io', kind: 'RequestAuthentication', namespaced: true },
  KubernetesGateway: { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespaced: true },
  GatewayClass: { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', namespaced: false },
  HTTPRoute: { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespaced: true },
  GRPCRoute: { group: 'gateway.networking.k8s.io', kind: 'GRPCRoute', namespaced: true },
  TLSRoute: { group: 'gateway.networking.k8s.io', kind: 'TLSRoute', namespaced: true },
  TCPRoute: { group: 'gateway.networking.k8s.io', kind: 'TCPRoute', namespaced: true },
  ReferenceGrant: { group: 'gateway.networking.k8s.io', kind: 'ReferenceGrant', namespaced: true },
  Ingress: { group: 'networking.k8s.io', kind: 'Ingress', namespaced: true },
  IngressClass: { group: 'networking.k8s.io', kind: 'IngressClass', namespaced: false },
  Service: { group: '', kind: 'Service', namespaced: true },
  Namespace: { group: '', kind: 'Namespace', namespaced: false },
  Pod: { group: '', kind: 'Pod', namespaced: true },
};

export interface KindShape {
  readonly group: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export type ResourceKind =
  | 'Gateway'
  | 'VirtualService'
  | 'DestinationRule'
  | 'ServiceEntry'
  | 'Sidecar'
  | 'EnvoyFilter'
  | 'AuthorizationPolicy'
  | 'RequestAuthentication'
  | 'KubernetesGateway'
  | 'GatewayClass'
  | 'HTTPRoute'
  | 'GRPCRoute'
  | 'TLSRoute'
  | 'TCPRoute'
  | 'ReferenceGrant'
  | 'Ingress'
  | 'IngressClass'
  | 'Service'
  | 'Namespace'
  | 'Pod';

const BY_GROUP_AND_KIND: ReadonlyMap<string, ResourceKind> = new Map(
  (Object.keys(RESOURCE_KINDS) as ResourceKind[]).map((name) => [
    `${RESOURCE_KINDS[name].group}/${RESOURCE_KINDS[name].kind}`,
    name,
  ]),
);

/** Groups under which an older cluster serves the same kind. */
const GROUP_ALIASES: ReadonlyMap<string, string> = new Map([
  ['extensions', 'networking.k8s.io'],
  ['networking.x-k8s.io', 'gateway.networking.k8s.io'],
]);

/** `networking.istio.io/v1beta1` + `Gateway` → the kind, or undefined for kinds that are counted and ignored. */
export function kindOf(apiVersion: string, kind: string): ResourceKind | undefined {
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  return BY_GROUP_AND_KIND.get(`${GROUP_ALIASES.get(group) ?? group}/${kind}`);
}
