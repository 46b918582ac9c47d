/** One walk over a routes result before it is drawn: what the whole says that a single row does not. */
import type { RouteAction, RouteRow, RoutesResult, Source } from '../../model/index.ts';
import { addLiteralHost, addLiteralHosts } from '../phrase/index.ts';

export interface RouteSurvey {
  /** How many routes have each status. */
  readonly statuses: ReadonlyMap<Source['status'], number>;
  /** Labels of route configurations of which something is shown. */
  readonly routeConfigs: ReadonlySet<string>;
  /** Virtual hosts without routes. */
  readonly silentHosts: number;
  /** Hosts of cluster names that stay whole, so that a shortened one can be checked against all others. */
  readonly literalHosts: ReadonlySet<string>;
  /** The routes follow the order of their virtual hosts, which are all listed, each once. */
  readonly isInOrder: boolean;
}

/** Actions to remember as seen: they repeat from host to host. */
const REMEMBERED = 1 << 14;

function addHosts(action: RouteAction, hosts: Set<string>): void {
  if (action.kind !== 'forward') return;
  addLiteralHosts(action.cluster, hosts);
  for (const mirror of action.mirrors ?? []) addLiteralHost(mirror.cluster, hosts);
}

class Survey implements RouteSurvey {
  readonly statuses = new Map<Source['status'], number>();
  readonly routeConfigs = new Set<string>();
  readonly literalHosts = new Set<string>();
  silentHosts = 0;
  isInOrder = true;
  readonly #seen = new Set<RouteAction>();
  #lastAction: RouteAction | null = null;

  /** `isNext`: it belongs to another virtual host than the route before it. */
  addRoute({ routeConfig, action, source }: RouteRow, isNext: boolean): void {
    this.statuses.set(source.status, (this.statuses.get(source.status) ?? 0) + 1);
    if (isNext) this.routeConfigs.add(routeConfig);
    if (action === this.#lastAction || this.#seen.has(action)) return;
    this.#lastAction = action;
    if (this.#seen.size >= REMEMBERED) this.#seen.clear();
    this.#seen.add(action);
    addHosts(action, this.literalHosts);
  }
}

export function surveyOf(result: RoutesResult): RouteSurvey {
  const survey = new Survey();
  const order = new Order(result);
  let last: RouteRow | null = null;
  for (const row of result.routes) {
    const isNext = last?.virtualHost !== row.virtualHost || last.routeConfig !== row.routeConfig;
    if (isNext && survey.isInOrder) survey.isInOrder = order.reaches(row);
    survey.addRoute(row, isNext);
    last = row;
  }
  if (survey.isInOrder) survey.isInOrder = order.ends();
  for (const { routes, routeConfig } of result.virtualHosts) {
    if (routes > 0) continue;
    survey.silentHosts += 1;
    survey.routeConfigs.add(routeConfig);
  }
  return survey;
}

/** Walks along the virtual hosts, whose names come from a dump and may stand twice. */
class Order {
  readonly #hosts: Iterator<{ readonly routeConfig: string; readonly virtualHost: string }>;
  readonly #configs = new Set<string>();
  #config: string | null = null;
  #names = new Set<string>();

  constructor({ virtualHosts }: RoutesResult) {
    this.#hosts = virtualHosts[Symbol.iterator]();
  }

  /** False where none of the virtual hosts that are left is the row's, or one before it stands twice. */
  reaches(row: RouteRow): boolean {
    for (let next = this.#hosts.next(); next.done !== true; next = this.#hosts.next()) {
      if (!this.#isNew(next.value.routeConfig, next.value.virtualHost)) return false;
      if (next.value.virtualHost === row.virtualHost && next.value.routeConfig === row.routeConfig) return true;
    }
    return false;
  }

  ends(): boolean {
    for (let next = this.#hosts.next(); next.done !== true; next = this.#hosts.next()) {
      if (!this.#isNew(next.value.routeConfig, next.value.virtualHost)) return false;
    }
    return true;
  }

  #isNew(routeConfig: string, virtualHost: string): boolean {
    if (routeConfig !== this.#config) {
      if (this.#configs.has(routeConfig)) return false;
      this.#configs.add(routeConfig);
      this.#config = routeConfig;
      this.#names = new Set();
    }
    if (this.#names.has(virtualHost)) return false;
    this.#names.add(virtualHost);
    return true;
  }
}
