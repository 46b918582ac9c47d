/** Routes that istiod and the bootstrap make by themselves. */
import type { Attribution, Evidence, Route, VirtualHost } from '../../model/index.ts';
import { synthetic } from '../claim.ts';
import type { Context } from '../context.ts';
import { serviceOfHost } from '../known-services.ts';
import { parseClusterName } from '../parse/cluster-name.ts';
import { blackhole, REASONS, sidecarDefault, waypointDefault } from '../reasons.ts';
import type { ConfigPlace } from './place.ts';

/** The one cluster a route forwards to; null for every other action. */
function target({ action }: Route): string | null {
  return action.kind === 'forward' && action.cluster.kind === 'cluster' ? action.cluster.name : null;
}

function answers({ action }: Route, status: number): boolean {
  return action.kind === 'directResponse' && action.status === status;
}

function built(by: string, detail: string): Attribution {
  return synthetic(by, { evidence: [{ kind: 'builtinName', detail }] });
}

/** Prefix `/` and no other condition. */
function takesAll({ match }: Route): boolean {
  const { path } = match;
  const isCondition = ([name, value]: [string, unknown]): boolean =>
    name !== 'path' && name !== 'caseSensitive' && !(Array.isArray(value) && value.length === 0);
  return path.kind === 'prefix' && path.value === '/' && !Object.entries(match).some(isCondition);
}

/** Null for anything else. Names alone never suffice: an EnvoyFilter may call its route `default`, too. */
export function builtInRoute(
  route: Route,
  host: VirtualHost,
  place: ConfigPlace,
  context: Context,
): Attribution | null {
  const cluster = target(route);
  const said = `virtual host ${host.name}, route ${route.name ?? 'without name'}`;
  if (host.name === 'backend') {
    if (cluster === 'prometheus_stats') return built(REASONS.prometheus, `${said} to cluster ${cluster}`);
    if (cluster === 'agent') return built(REASONS.readiness, `${said} to cluster ${cluster}`);
    return null;
  }
  const isItsOwn = route.name === host.name && takesAll(route);
  if (host.name === 'allow_any' && cluster !== null && isItsOwn) {
    return built(
      cluster === 'PassthroughCluster' ? REASONS.allowAny : REASONS.egressProxy,
      `${said} to cluster ${cluster}`,
    );
  }
  if (host.name === 'allow_any_dynamic_dns' && cluster !== null && takesAll(route))
    return built(REASONS.allowAny, `${said} to ${cluster}`);
  if (host.name === 'block_all' && answers(route, 502) && isItsOwn) return built(REASONS.blockAll, said);
  if (route.name !== 'default') return null;
  const port = /^blackhole:(\d+)$/.exec(host.name)?.[1];
  if (port !== undefined && answers(route, 404)) return built(blackhole(Number(port)), said);
  return cluster === null ? null : defaultRoute(route, cluster, said, place, context);
}

/** `default` with prefix `/` and nothing else: to the pod's own port, or to a service without VirtualService. */
function defaultRoute(
  route: Route,
  cluster: string,
  said: string,
  { name }: ConfigPlace,
  { services }: Context,
): Attribution | null {
  if (!takesAll(route)) return null;
  if (cluster.startsWith('InboundPassthroughCluster')) return built(REASONS.inboundPassthrough, said);
  const parts = parseClusterName(cluster);
  if (parts === null) return null;
  const evidence: Evidence[] = [{ kind: 'builtinName', detail: `${said} to cluster ${cluster}` }];
  if (parts.direction === 'inbound' && name.kind === 'inbound') return synthetic(REASONS.inbound, { evidence });
  const service = serviceOfHost(parts.host, services);
  if (parts.direction === 'inbound-vip') {
    return synthetic(waypointDefault(service.words), { evidence: [...evidence, service.evidence] });
  }
  // Gateways never get a default route (reference/istio-provenance.md 1.4).
  const isSidecar = name.kind.startsWith('sidecar') || name.kind === 'httpProxy' || name.kind === 'unixSocket';
  if (!isSidecar || parts.direction !== 'outbound' || parts.subset !== '') return null;
  return synthetic(sidecarDefault(service.words), { evidence: [...evidence, service.evidence] });
}
