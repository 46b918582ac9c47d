/**
 * Which endpoints take a cluster's traffic: health, panic, priorities, locality weights (Envoy
 * source/extensions/load_balancing_policies/common/load_balancer_impl.cc; reference/envoy-semantics.md section 6).
 */
import type { Cluster, Endpoint, LocalityEndpoints } from '../model/index.ts';

/** One priority's part. `percent` is its share of the traffic, 0-100. */
interface PriorityLoad {
  readonly priority: number;
  readonly percent: number;
  /** Too few healthy hosts: traffic goes to all of them, unhealthy ones included. */
  readonly panic: boolean;
  readonly localities: readonly LocalityLoad[];
}

/** `percent` is the locality's share within its priority. */
interface LocalityLoad {
  readonly locality: string;
  readonly percent: number;
  readonly hosts: readonly Endpoint[];
}

/** `none`: no host takes traffic, Envoy answers 503 with flag UH. */
export type EndpointLoad =
  { readonly kind: 'load'; readonly priorities: readonly PriorityLoad[] } | { readonly kind: 'none' };

const UNHEALTHY: ReadonlySet<string> = new Set(['UNHEALTHY', 'DRAINING', 'TIMEOUT']);
const DEFAULT_PANIC_THRESHOLD = 50;
/** overprovisioning_factor, in percent. */
const OVERPROVISIONING = 140;

export function endpointLoad(cluster: Cluster, localities: readonly LocalityEndpoints[]): EndpointLoad {
  const numbers = [...new Set(localities.map(({ priority }) => priority))].sort((a, b) => a - b);
  const levels = numbers.map((priority) => {
    const own = localities.filter((locality) => locality.priority === priority);
    const hosts = own.flatMap(({ endpoints }) => endpoints);
    const healthy = hosts.filter(isHealthy).length;
    const usable = hosts.filter(isUsable).length;
    return {
      priority,
      own,
      hosts: hosts.length,
      healthy: share(healthy, hosts.length),
      usable,
      usablePart: percent(usable, hosts.length),
    };
  });
  const total = Math.min(
    100,
    levels.reduce((sum, { healthy, usable, hosts }) => sum + Math.max(healthy, share(usable, hosts)), 0),
  );
  const threshold = cluster.panicThreshold ?? DEFAULT_PANIC_THRESHOLD;
  const hostsInAll = levels.reduce((sum, { hosts }) => sum + hosts, 0);
  let left = 100;
  const priorities = levels.map((level): PriorityLoad => {
    const panic = total < 100 && level.usablePart < threshold;
    const available = Math.max(level.healthy, share(level.usable, level.hosts));
    const part = total === 0 ? percent(level.hosts, hostsInAll) : Math.min(left, Math.round((available * 100) / total));
    left -= part;
    const loads = localityLoads(cluster, level.own, panic);
    return { priority: level.priority, percent: part, panic, localities: loads };
  });
  const serves = priorities.some(
    ({ percent: part, localities: own }) => part > 0 && own.some(({ hosts }) => hosts.length > 0),
  );
  return serves ? { kind: 'load', priorities } : { kind: 'none' };
}

/** With locality weights a locality without a weight gets nothing; else hosts share alike. */
function localityLoads(
  cluster: Cluster,
  localities: readonly LocalityEndpoints[],
  panic: boolean,
): readonly LocalityLoad[] {
  const rows = localities.map((locality) => {
    const healthy = locality.endpoints.filter(isHealthy);
    const hosts = panic ? locality.endpoints : healthy.length > 0 ? healthy : locality.endpoints.filter(isUsable);
    const factor = panic ? 100 : share(hosts.length, locality.endpoints.length);
    const weight = cluster.localityWeighted === true ? (locality.weight ?? 0) * factor : hosts.length;
    return { locality: locality.locality, hosts, weight };
  });
  const sum = rows.reduce((total, { weight }) => total + weight, 0);
  return rows.map(({ locality, hosts, weight }) => ({
    locality,
    hosts: weight > 0 ? hosts : [],
    percent: sum === 0 ? 0 : (weight * 100) / sum,
  }));
}

function isHealthy(endpoint: Endpoint): boolean {
  return isUsable(endpoint) && endpoint.health !== 'DEGRADED';
}

function isUsable(endpoint: Endpoint): boolean {
  return !UNHEALTHY.has(endpoint.health) && (endpoint.failedChecks ?? []).length === 0;
}

/** Availability in percent, with head room: 1 of 2 is 70, 4 of 5 is 100. */
function share(part: number, of: number): number {
  return of === 0 ? 0 : Math.min(100, Math.floor((OVERPROVISIONING * part) / of));
}

function percent(part: number, of: number): number {
  return of === 0 ? 0 : (100 * part) / of;
}
