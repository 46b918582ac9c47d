/** One walk over a routes result before it is drawn: what the whole says that a single row does not. */
import type { RouteAction, RouteRow, RoutesResult, Source } from '../../model/index.ts';
import { addLiteralHost, addLiteralHosts } from '../phrase/index.ts';
import { HostOrder } from './host-order.ts';

export interface RouteSurvey {
  /** How many routes have each status. */
  readonly statuses: ReadonlyMap<Source['status'], number>;
  /** Labels of route configurations of which something is shown. */
  readonly routeConfigs: ReadonlySet<string>;
  /** Virtual hosts without routes. */
  readonly silentHosts: number;
  /** Hosts of cluster names that stay whole, so that a shortened one can be checked against all others. */
  readonly literalHosts: ReadonlySet<string>;
  /** How many routes each virtual host has; null unless the routes follow the order of their hosts. */
  readonly perHost: readonly number[] | null;
}

/** Actions to remember as seen: they repeat from host to host. */
const REMEMBERED = 1 << 14;

function addHosts(action: RouteAction, hosts: Set<string>): void {
  if (action.kind !== 'forward') return;
  addLiteralHosts(action.cluster, hosts);
  if (action.mirrors !== undefined) for (const mirror of action.mirrors) addLiteralHost(mirror.cluster, hosts);
}

class ClusterHosts {
  readonly literal = new Set<string>();
  readonly #seen = new Set<RouteAction>();
  #last: RouteAction | null = null;

  add(action: RouteAction): void {
    if (action === this.#last || this.#seen.has(action)) return;
    this.#last = action;
    if (this.#seen.size >= REMEMBERED) this.#seen.clear();
    this.#seen.add(action);
    addHosts(action, this.literal);
  }
}

/** Routes of one status stand together. */
class StatusCounts {
  readonly counts = new Map<Source['status'], number>();
  #status: Source['status'] = 'attributed';
  #run = 0;

  add(status: Source['status']): void {
    if (status !== this.#status) this.close();
    this.#status = status;
    this.#run += 1;
  }

  close(): void {
    if (this.#run > 0) this.counts.set(this.#status, (this.counts.get(this.#status) ?? 0) + this.#run);
    this.#run = 0;
  }
}

export function surveyOf(result: RoutesResult): RouteSurvey {
  const hosts = new ClusterHosts();
  const statuses = new StatusCounts();
  const order = new HostOrder(result.virtualHosts);
  const routeConfigs = new Set<string>();
  let last: RouteRow | null = null;
  let run = 0;
  for (const row of result.routes) {
    if (last?.virtualHost !== row.virtualHost || last.routeConfig !== row.routeConfig) {
      if (last !== null) order.meet(last, run);
      routeConfigs.add(row.routeConfig);
      run = 0;
    }
    run += 1;
    statuses.add(row.source.status);
    hosts.add(row.action);
    last = row;
  }
  if (last !== null) order.meet(last, run);
  statuses.close();
  const silent = result.virtualHosts.filter(({ routes }) => routes === 0);
  for (const { routeConfig } of silent) routeConfigs.add(routeConfig);
  return {
    statuses: statuses.counts,
    routeConfigs,
    silentHosts: silent.length,
    literalHosts: hosts.literal,
    perHost: order.perHost(),
  };
}
