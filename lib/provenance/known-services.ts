/** Services and ServiceEntries behind hosts, as far as clusters tell. */
import type { Cluster, Evidence, IstioMetadata, ResourceRef } from '../model/index.ts';
import { istioRef, serviceRef, wordsOf } from './resource-ref.ts';

/** `resource` null when neither kind nor namespace is proved; `words` always says something. */
export interface ServiceClaim {
  /** As metadata has it; null without metadata. */
  readonly name: string | null;
  readonly resource: ResourceRef | null;
  readonly words: string;
  readonly evidence: Evidence;
}

type ServiceMetadata = NonNullable<IstioMetadata['services']>[number];

/**
 * Istio writes a Kubernetes Service's short name, but for a ServiceEntry repeats the host: the ServiceEntry's own name
 * never reaches Envoy (reference/istio-provenance.md 1.3, 5.4).
 */
export function claimOfMetadata({ host, name, namespace }: ServiceMetadata): ServiceClaim {
  const isEntry = name === host;
  const resource = isEntry ? istioRef('ServiceEntry', namespace, null) : serviceRef(namespace, name);
  const words = isEntry ? `host ${host} of ${wordsOf(resource)}` : wordsOf(resource);
  const why = isEntry ? ' (its name is the host: a ServiceEntry, whose own name never reaches Envoy)' : '';
  return {
    name,
    resource,
    words,
    evidence: { kind: 'clusterServices', detail: `istio.services: ${host} is ${name} in namespace ${namespace}${why}` },
  };
}

/** Hosts of all clusters' `istio.services` (Istio 1.8+). */
export function knownServices(clusters: readonly Cluster[]): ReadonlyMap<string, ServiceClaim> {
  const known = new Map<string, ServiceClaim>();
  for (const { istio } of clusters) {
    for (const service of istio?.services ?? []) {
      if (!isWhole(service) || known.has(service.host)) continue;
      known.set(service.host, claimOfMetadata(service));
    }
  }
  return known;
}

/** Damaged or hand-made metadata may lack a part; then it proves nothing. */
export function isWhole({ host, name, namespace }: ServiceMetadata): boolean {
  return host !== '' && name !== '' && namespace !== '';
}

/** A host without metadata: `<service>.<ns>.svc.<domain>` has the form of a Kubernetes Service, others do not. */
export function serviceOfHost(host: string, known: ReadonlyMap<string, ServiceClaim>): ServiceClaim {
  const found = known.get(host);
  if (found !== undefined) return found;
  const [, name, namespace] = /^([^.*]+)\.([^.]+)\.svc\.[^.]/.exec(host) ?? [];
  if (name === undefined || namespace === undefined) {
    return {
      name: null,
      resource: null,
      words: `host ${host} (most likely of a ServiceEntry; nothing that was read names it)`,
      evidence: { kind: 'clusterName', detail: `host ${host} has not the form of a Kubernetes Service` },
    };
  }
  const resource = serviceRef(namespace, name);
  return {
    name: null,
    resource,
    words: wordsOf(resource),
    evidence: { kind: 'clusterName', detail: `host ${host} has the form of ${wordsOf(resource)}` },
  };
}
