/** Which Service, ServiceEntry or subset a cluster stands for. */
import type { Attribution, Cluster, ClusterNameParts, Evidence } from '../../model/index.ts';
import { attributed, synthetic, unattributed } from '../claim.ts';
import type { Context } from '../context.ts';
import { claimOfMetadata, isWhole, serviceOfHost } from '../known-services.ts';
import type { ServiceClaim } from '../known-services.ts';
import { absence, noTrace } from '../no-trace.ts';
import { parseClusterName } from '../parse/cluster-name.ts';
import { CLUSTERS, REASONS } from '../reasons.ts';

/** `rule` is the claim of the DestinationRule whose policy it carries, null when it bears none. */
export function clusterClaim(cluster: Cluster, rule: Attribution | null, context: Context): Attribution {
  const { name } = cluster;
  const builtIn = CLUSTERS.get(name);
  if (builtIn !== undefined && context.istio) {
    return synthetic(builtIn, { evidence: [{ kind: 'builtinName', detail: `cluster ${name}` }] });
  }
  const parts = parseClusterName(name);
  if (parts === null) {
    const what = 'its name is none that Istio gives';
    const missing = [absence('no name of the form outbound|port|subset|host')];
    if (!context.istio) return noTrace(false, what, missing);
    const why = `${what}: most likely an EnvoyFilter added it, or an extension provider of the mesh configuration needs it`;
    return unattributed(why, { evidence: missing });
  }
  const named: Evidence = { kind: 'clusterName', detail: `cluster ${name}` };
  if (parts.direction === 'inbound') return inboundClaim(cluster, named);
  const service = serviceOf(cluster, parts, context);
  const subset = subsetOf(parts);
  return subset === '' ? serviceClaim(service, named) : subsetClaim(cluster, subset, service, rule, named);
}

/** A waypoint puts protocol and subset into one part: `http/v1`. */
function subsetOf({ direction, subset }: ClusterNameParts): string {
  return direction === 'inbound-vip' ? subset.split('/').slice(1).join('/') : subset;
}

/** The cluster's own metadata first: two registries may know the host (reference/istio-provenance.md 5.4). */
function serviceOf({ istio }: Cluster, { host }: ClusterNameParts, { services }: Context): ServiceClaim {
  const own = istio?.services?.find((service) => service.host === host && isWhole(service));
  const known = serviceOfHost(host, services);
  const agrees = own === undefined || (known.resource?.namespace === own.namespace && known.name === own.name);
  return agrees ? known : claimOfMetadata(own);
}

function serviceClaim({ resource, words, evidence }: ServiceClaim, named: Evidence): Attribution {
  if (resource !== null) return attributed(resource, { evidence: [evidence, named] });
  return unattributed(`it stands for ${words}`, { evidence: [named, evidence] });
}

/** Ports of the pod itself; several Services may share one (reference 1.3). */
function inboundClaim({ istio }: Cluster, named: Evidence): Attribution {
  const services = (istio?.services ?? []).filter(isWhole).map((service) => claimOfMetadata(service));
  const words = services.map((service) => service.words).join(', ');
  const by = words === '' ? REASONS.inbound : `${REASONS.inbound}; here ${words}`;
  return synthetic(by, { evidence: [{ ...named, kind: 'builtinName' }, ...services.map(({ evidence }) => evidence)] });
}

/** Every subset cluster is marked with its DestinationRule in every version (reference 1.2). */
function subsetClaim(
  { istio }: Cluster,
  subset: string,
  { words }: ServiceClaim,
  rule: Attribution | null,
  named: Evidence,
): Attribution {
  if (rule === null) {
    const why =
      `subset ${subset} of ${words} bears no DestinationRule, as every subset of Istio does: most likely an EnvoyFilter ` +
      'added or replaced it';
    return unattributed(why, { evidence: [absence('no istio.config in its metadata'), named] });
  }
  const marked: Evidence[] =
    istio?.subset === undefined ? [] : [{ kind: 'clusterMetadata', detail: `istio.subset: ${istio.subset}` }];
  if (rule.status !== 'attributed') return { ...rule, evidence: [...rule.evidence, ...marked, named] };
  // Its metadata names the first of the rules that are merged, which need not be the one with this subset (reference 5.3).
  const { resource, caveat, evidence } = rule;
  const beside = [...evidence, ...marked];
  return attributed(resource, { evidence: [named], beside, ...(caveat === undefined ? {} : { caveat }) });
}
