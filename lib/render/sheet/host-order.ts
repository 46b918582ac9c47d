import type { RouteRow, VirtualHostRow } from '../../model/index.ts';

/**
 * Walks along the virtual hosts of a result while its routes are read, to see whether they come in the same order. Names come
 * from a dump: a host may stand twice, and a hand-made result may list none.
 */
export class HostOrder {
  readonly #hosts: readonly VirtualHostRow[];
  readonly #counts: number[] = [];
  readonly #configs = new Set<string>();
  #config: string | null = null;
  #names = new Set<string>();
  #isKept = true;

  constructor(hosts: readonly VirtualHostRow[]) {
    this.#hosts = hosts;
  }

  /** So many routes of one host, the one that `row` is of. */
  meet(row: RouteRow, count: number): void {
    while (this.#isKept) {
      const host = this.#step();
      if (host?.virtualHost !== row.virtualHost || host.routeConfig !== row.routeConfig) continue;
      this.#counts[this.#counts.length - 1] = count;
      return;
    }
  }

  /** How many routes each virtual host has; null when they come in another order, or a host stands twice or not at all. */
  perHost(): readonly number[] | null {
    while (this.#isKept && this.#counts.length < this.#hosts.length) this.#step();
    return this.#isKept ? this.#counts : null;
  }

  #step(): VirtualHostRow | null {
    const host = this.#hosts[this.#counts.length] ?? null;
    if (host === null || !this.#isNew(host)) this.#isKept = false;
    else this.#counts.push(0);
    return host;
  }

  #isNew({ routeConfig, virtualHost }: VirtualHostRow): boolean {
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
