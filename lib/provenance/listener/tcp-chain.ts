/** Chains that end in a TCP proxy. */
import type { Attribution, Evidence, TcpProxy } from '../../model/index.ts';
import { attributed, synthetic, unattributed } from '../claim.ts';
import { serviceOfHost } from '../known-services.ts';
import type { ServiceClaim } from '../known-services.ts';
import { absence, noTrace } from '../no-trace.ts';
import { parseAutoPassthroughSni, parseClusterName } from '../parse/cluster-name.ts';
import { parseWeightedStatPrefix } from '../parse/stat-prefix.ts';
import { autoPassthrough as autoPassthroughReason, CLUSTERS, REASONS } from '../reasons.ts';
import type { ChainPlace } from './chain-claim.ts';
import { tlsEvidence } from './http-chain.ts';
import { virtualServiceChain } from './marked-chain.ts';

/** On gateways no chain bears metadata in any version (reference/istio-provenance.md 1.2): weights leave a trace. */
export function tcpChain(place: ChainPlace, tcp: TcpProxy): Attribution {
  const { chain, context } = place;
  const passthrough = autoPassthrough(place, tcp);
  if (passthrough !== null) return passthrough;
  if (tcp.cluster.kind === 'weighted') {
    const named = parseWeightedStatPrefix(tcp.statPrefix.replace(/;$/, ''));
    if (named === null)
      return noTrace(context.istio, 'its stat prefix names no VirtualService', [UNMARKED, ...tlsEvidence(chain)]);
    const evidence: Evidence = {
      kind: 'statPrefix',
      detail: `stat prefix ${tcp.statPrefix}: VirtualService and namespace`,
    };
    return virtualServiceChain(named.namespace, named.name, [evidence, ...tlsEvidence(chain)]);
  }
  if (tcp.cluster.kind !== 'cluster') {
    return noTrace(context.istio, 'it picks its cluster in a way that Istio does not', [absence('no cluster name')]);
  }
  return toCluster(place, tcp.cluster.name);
}

/** SNIs that name a cluster are the mark of AUTO_PASSTHROUGH; up to 1.7 a filter read them (reference 3.6). */
function autoPassthrough({ chain, context }: ChainPlace, { sniCluster }: TcpProxy): Attribution | null {
  const [sni = ''] = chain.match.serverNames ?? [];
  const parts = parseAutoPassthroughSni(sni);
  if (parts === null) {
    if (sniCluster !== true) return null;
    return synthetic(REASONS.sniCluster, { evidence: [{ kind: 'shape', detail: 'filter sni_cluster' }] });
  }
  const { words } = serviceOfHost(parts.host, context.services);
  const port = `port ${String(parts.port)}${parts.subset === '' ? '' : `, subset ${parts.subset}`}`;
  return synthetic(autoPassthroughReason(`${words}, ${port}`), {
    evidence: [{ kind: 'shape', detail: `SNI ${sni} is the name of a cluster` }, ...tlsEvidence(chain)],
  });
}

function toCluster(place: ChainPlace, cluster: string): Attribution {
  const { chain, context } = place;
  const builtIn = CLUSTERS.get(cluster);
  if (builtIn !== undefined) {
    return synthetic(builtIn, { evidence: [{ kind: 'builtinName', detail: `cluster ${cluster}` }] });
  }
  const parts = parseClusterName(cluster);
  if (parts?.direction !== 'outbound') {
    return noTrace(context.istio, `its cluster ${cluster} has none of the names that Istio gives`, [
      UNMARKED,
      ...tlsEvidence(chain),
    ]);
  }
  const service = serviceOfHost(parts.host, context.services);
  const target: Evidence = { kind: 'clusterName', detail: `cluster ${cluster}: ${service.words}` };
  const evidence = [target, ...tlsEvidence(chain)];
  if (context.role === 'sidecar') return ofSidecar(service, parts.subset, evidence);
  const names = chain.match.serverNames;
  const connections = names === undefined ? 'connections' : `connections for ${names.join(', ')}`;
  const subset = parts.subset === '' ? '' : ` subset ${parts.subset}`;
  const what = `${connections} go to ${service.words}, port ${String(parts.port)}${subset}`;
  return unattributed(`${what}; ${context.role === 'gateway' ? OF_GATEWAY : OF_UNKNOWN}`, {
    evidence: [UNMARKED, ...evidence],
  });
}

const UNMARKED = absence('no istio.config in its metadata');
const OF_GATEWAY =
  'a server of a Gateway and a rule of a VirtualService (or TCPRoute, TLSRoute) made this chain, and neither name is in ' +
  'the dump';
const OF_UNKNOWN = "the input does not tell whether this is a gateway's chain or what a sidecar gets by default";

/**
 * Without metadata a sidecar's chain is what a service gets by default; but a `tcp` rule with destinationSubnets leaves
 * no mark either (reference 1.2), and only such a rule can name a subset.
 */
function ofSidecar(
  { resource, words, evidence: known }: ServiceClaim,
  subset: string,
  evidence: Evidence[],
): Attribution {
  if (subset !== '') {
    const why = `it goes to subset ${subset} of ${words}: most likely a VirtualService's tcp rule with destinationSubnets`;
    return unattributed(why, { evidence: [UNMARKED, ...evidence] });
  }
  if (resource === null) return synthetic(`built in: what Istio makes for ${words}`, { evidence });
  const caveat = 'no VirtualService is named; a tcp rule with destinationSubnets would leave no mark';
  return attributed(resource, { evidence: [known, ...evidence], caveat });
}
