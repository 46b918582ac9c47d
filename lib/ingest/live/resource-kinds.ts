/** What is asked of the cluster: the kinds that the replay reads. Secrets are not among them, and never will be. */

const ISTIO = [
  'gateways',
  'virtualservices',
  'destinationrules',
  'serviceentries',
  'sidecars',
  'envoyfilters',
] as const;
const GATEWAY_API = [
  'gateways',
  'gatewayclasses',
  'httproutes',
  'grpcroutes',
  'tlsroutes',
  'tcproutes',
  'referencegrants',
] as const;

/** As kubectl names them, with the group: a cluster may have several `gateways`. */
export const CAPTURED_KINDS: readonly string[] = [
  ...ISTIO.map((kind) => `${kind}.networking.istio.io`),
  'authorizationpolicies.security.istio.io',
  'requestauthentications.security.istio.io',
  ...GATEWAY_API.map((kind) => `${kind}.gateway.networking.k8s.io`),
  'ingresses.networking.k8s.io',
  'ingressclasses.networking.k8s.io',
  'services',
  'namespaces',
];

/** Kinds that lead to pods. */
export const OWNER_KINDS: Readonly<Record<string, string>> = {
  deployment: 'deployments.apps',
  daemonset: 'daemonsets.apps',
  statefulset: 'statefulsets.apps',
  replicaset: 'replicasets.apps',
  service: 'services',
};

export const POD_KIND = 'pods';
