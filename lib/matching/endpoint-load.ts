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

/** A priority as Envoy counts it: availabilities in whole percent, with head room. */
interface Level {
  readonly priority: number;
  readonly own: readonly LocalityEndpoints[];
  readonly hosts: number;
  readonly healthy: number;
  readonly degraded: number;
  readonly panic: boolean;
}

/** Shares of all traffic, in percent: healthy hosts first over all priorities, then degraded ones. */
interface Part {
  healthy: number;
  degraded: number;
}

export function endpointLoad(cluster: Cluster, localities: readonly LocalityEndpoints[]): EndpointLoad {
  const levels = levelsOf(localities, cluster.panicThreshold ?? DEFAULT_PANIC_THRESHOLD);
  const priorities = levels.map((level, at): PriorityLoad => {
    const { healthy, degraded } = partsOf(levels)[at] ?? { healthy: 0, degraded: 0 };
    const loads = level.panic
      ? localityLoads(level.own, () => true, healthy + degraded, false)
      : [
          ...localityLoads(level.own, isHealthy, healthy, cluster.localityWeighted === true),
          ...localityLoads(level.own, isDegraded, degraded, cluster.localityWeighted === true),
        ];
    return { priority: level.priority, percent: healthy + degraded, panic: level.panic, localities: united(loads) };
  });
  const serves = priorities.some(
    ({ percent: part, localities: own }) => part > 0 && own.some(({ hosts }) => hosts.length > 0),
  );
  return serves ? { kind: 'load', priorities } : { kind: 'none' };
}

function levelsOf(localities: readonly LocalityEndpoints[], threshold: number): readonly Level[] {
  const numbers = [...new Set(localities.map(({ priority }) => priority))].sort((a, b) => a - b);
  const levels = numbers.map((priority) => {
    const own = localities.filter((locality) => locality.priority === priority);
    const all = own.flatMap(({ endpoints }) => endpoints);
    const healthy = all.filter(isHealthy).length;
    const degraded = all.filter(isDegraded).length;
    const counted = all.filter(isCounted).length;
    const usable = percent(healthy + degraded, counted);
    return {
      priority,
      own,
      hosts: all.length,
      healthy: share(healthy, counted),
      degraded: share(degraded, counted),
      usable,
    };
  });
  const total = availability(levels);
  return levels.map(({ usable, ...level }) => ({ ...level, panic: total < 100 && usable < threshold }));
}

function availability(levels: readonly Pick<Level, 'healthy' | 'degraded'>[]): number {
  return Math.min(
    100,
    levels.reduce((sum, { healthy, degraded }) => sum + healthy + degraded, 0),
  );
}

/** recalculatePerPriorityState and recalculateLoadInTotalPanic: whole percents, what rounding leaves goes to the first. */
function partsOf(levels: readonly Level[]): readonly Part[] {
  const total = availability(levels);
  let left = 100;
  const take = (wanted: number): number => {
    const taken = Math.min(left, Math.floor(wanted));
    left -= taken;
    return taken;
  };
  const parts: Part[] = levels.map(() => ({ healthy: 0, degraded: 0 }));
  if (levels.every(({ panic }) => panic)) {
    const all = levels.reduce((sum, { hosts }) => sum + hosts, 0);
    for (const [at, part] of parts.entries()) part.healthy = take(percent(levels[at]?.hosts ?? 0, all));
    const first = parts[levels.findIndex(({ hosts }) => hosts > 0)];
    if (first !== undefined) first.healthy += left;
    return parts;
  }
  if (total === 0) return parts;
  for (const kind of ['healthy', 'degraded'] as const) {
    for (const [at, part] of parts.entries()) part[kind] = take(((levels[at]?.[kind] ?? 0) * 100) / total);
  }
  for (const kind of ['healthy', 'degraded'] as const) {
    const first = parts[levels.findIndex((level) => level[kind] > 0)];
    if (first === undefined) continue;
    first[kind] += left;
    break;
  }
  return parts;
}

/**
 * `part` of all traffic among the hosts that `takes` says. With locality weights a locality without a weight gets
 * nothing; else, and in panic, hosts share alike.
 */
function localityLoads(
  localities: readonly LocalityEndpoints[],
  takes: (endpoint: Endpoint) => boolean,
  part: number,
  weighted: boolean,
): readonly LocalityLoad[] {
  const rows = localities.map((locality) => {
    const hosts = locality.endpoints.filter(takes);
    const factor = share(hosts.length, locality.endpoints.filter(isCounted).length);
    return { locality: locality.locality, hosts, weight: (locality.weight ?? 0) * factor };
  });
  // Where no locality with a weight has such a host, Envoy goes by hosts after all.
  const byWeight = weighted && rows.some(({ weight }) => weight > 0);
  return byWeight
    ? shared(rows, part)
    : shared(
        rows.map((row) => ({ ...row, weight: row.hosts.length })),
        part,
      );
}

type Weighed = Omit<LocalityLoad, 'percent'> & { readonly weight: number };

function shared(rows: readonly Weighed[], part: number): readonly LocalityLoad[] {
  const sum = rows.reduce((total, { weight }) => total + weight, 0);
  return rows.map(({ locality, hosts, weight }) => ({
    locality,
    hosts: weight > 0 && part > 0 ? hosts : [],
    percent: sum === 0 ? 0 : (weight * part) / sum,
  }));
}

/** Shares of the priority instead of all traffic; a locality that takes nothing stands there once. */
function united(loads: readonly LocalityLoad[]): readonly LocalityLoad[] {
  const part = loads.reduce((sum, load) => sum + load.percent, 0);
  const serving = new Set(loads.filter(({ hosts }) => hosts.length > 0).map(({ locality }) => locality));
  const idle = new Set<string>();
  return loads.flatMap((load) => {
    if (load.hosts.length === 0 && (serving.has(load.locality) || idle.has(load.locality))) return [];
    if (load.hosts.length === 0) idle.add(load.locality);
    return [{ ...load, percent: part === 0 ? 0 : (load.percent * 100) / part }];
  });
}

function isHealthy(endpoint: Endpoint): boolean {
  return isUsable(endpoint) && endpoint.health !== 'DEGRADED';
}

function isDegraded(endpoint: Endpoint): boolean {
  return isUsable(endpoint) && endpoint.health === 'DEGRADED';
}

function isUsable(endpoint: Endpoint): boolean {
  return !UNHEALTHY.has(endpoint.health) && (endpoint.failedChecks ?? []).length === 0;
}

/** Draining endpoints are on their way out: health is a share of the others (observed on Envoy 1.40). */
function isCounted({ health }: Endpoint): boolean {
  return health !== 'DRAINING';
}

/** Availability in percent, with head room: 1 of 2 is 70, 4 of 5 is 100. */
function share(part: number, of: number): number {
  return of === 0 ? 0 : Math.min(100, Math.floor((OVERPROVISIONING * part) / of));
}

function percent(part: number, of: number): number {
  return of === 0 ? 0 : (100 * part) / of;
}
