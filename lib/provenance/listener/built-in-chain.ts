/** Chains that istiod and the bootstrap make by themselves. */
import type { Attribution, Evidence } from '../../model/index.ts';
import { attributed, synthetic } from '../claim.ts';
import { serviceOfHost } from '../known-services.ts';
import { parseRouteConfigName } from '../parse/route-config-name.ts';
import { CHAINS, LISTENERS, REASONS } from '../reasons.ts';
import type { ChainPlace } from './chain-claim.ts';

/** HCM stat prefix and port of the bootstrap's two listeners (tools/packaging/common/envoy_bootstrap.json). */
const BOOTSTRAP = [
  { statPrefix: 'stats', port: 15090, by: REASONS.prometheus },
  { statPrefix: 'agent', port: 15021, by: REASONS.readiness },
] as const;

/** Inline routes, the stat prefix and the port together: other ports are possible, then the routes must tell. */
export function bootstrapReason({ chain: { target }, listener, routeConfig }: ChainPlace): Attribution | null {
  if (target.kind !== 'http' || target.routes.kind === 'rds') return null;
  for (const { statPrefix, port, by } of BOOTSTRAP) {
    if (target.statPrefix.replace(/;$/, '') !== statPrefix) continue;
    const told = routeConfig?.status === 'synthetic' && routeConfig.by === by;
    if (listener.port !== port && !told) continue;
    const detail = `stat prefix ${target.statPrefix} on port ${String(listener.port ?? 'none')}`;
    return synthetic(by, { evidence: [{ kind: 'builtinName', detail }] });
  }
  return null;
}

/** By the chain's own name, its listener's, or the direction. */
export function builtInChain({ chain, listener, context, routeConfig }: ChainPlace): Attribution | null {
  const named = chain.name === undefined ? undefined : CHAINS.get(chain.name);
  if (named !== undefined && chain.name !== undefined) return built(named, `filter chain ${chain.name}`);
  const waypoint = chain.name === undefined ? null : parseRouteConfigName(chain.name);
  if (waypoint?.kind === 'waypoint') {
    const { resource, words, evidence } = serviceOfHost(waypoint.host, context.services);
    const detail: Evidence = { kind: 'builtinName', detail: `filter chain ${chain.name ?? ''}` };
    if (resource !== null) return attributed(resource, { evidence: [evidence], beside: [detail] });
    return synthetic(`built in: the waypoint's chain for ${words}`, { evidence: [detail, evidence] });
  }
  // A sidecar's two name all their chains; an unnamed one in them is somebody else's.
  if (chain.name === undefined && LISTENERS.has(listener.name) && !listener.name.startsWith('virtual')) {
    return built(`part of the built-in listener ${listener.name}`, `listener ${listener.name}`);
  }
  const isInbound = listener.name === 'virtualInbound' || listener.trafficDirection === 'INBOUND';
  if (!isInbound || context.role === 'gateway') return null;
  if (routeConfig?.status === 'synthetic') return synthetic(routeConfig.by, { evidence: routeConfig.evidence });
  const cluster =
    chain.target.kind === 'tcp' && chain.target.cluster.kind === 'cluster' ? chain.target.cluster.name : null;
  return cluster?.startsWith('inbound|') === true ? built(REASONS.inbound, `cluster ${cluster}`) : null;
}

function built(by: string, detail: string): Attribution {
  return synthetic(by, { evidence: [{ kind: 'builtinName', detail }] });
}
