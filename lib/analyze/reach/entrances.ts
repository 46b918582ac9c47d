/** Through which doors, and by which names, requests come to the virtual hosts of a route configuration. */
import type { MatchingIndex, RouteTable } from '../../matching/index.ts';
import type { RouteConfiguration, VirtualHost } from '../../model/index.ts';
import { admitted } from './admitted.ts';
import type { Door } from './doors.ts';
import { likelyHosts } from './hosts.ts';
import type { Defaults } from './witness.ts';
import { witnessOf } from './witness.ts';

/** A door with a Host that leads to the virtual host through it. */
export interface Entrance {
  readonly door: Door;
  readonly authority: string;
}

/** What leads to a virtual host is its name: nothing that its routes ask for. */
function plain(authority: string): Defaults {
  return { authority, random: false, certificate: false, connect: false, https: false };
}

export class Entrances {
  readonly #index: MatchingIndex;
  readonly #table: RouteTable;
  readonly #doors: readonly Door[];
  /** Where the server names of a door lead; asked only for virtual hosts that their own domains do not lead to. */
  readonly #byServerName = new Map<Door, ReadonlyMap<VirtualHost, string>>();

  constructor(index: MatchingIndex, config: RouteConfiguration, doors: readonly Door[]) {
    this.#index = index;
    this.#table = index.tableOf(config);
    this.#doors = doors;
  }

  of(host: VirtualHost): readonly Entrance[] {
    return this.#doors.flatMap((door) => {
      const authority = this.#authority(host, door);
      return authority === undefined ? [] : [{ door, authority }];
    });
  }

  #authority(host: VirtualHost, door: Door): string | undefined {
    const own = likelyHosts(host, this.#table.config).find((name) => this.#leadsTo(name, door) === host);
    if (own !== undefined) return own;
    let byName = this.#byServerName.get(door);
    if (byName === undefined) this.#byServerName.set(door, (byName = this.#serverNames(door)));
    return byName.get(host);
  }

  #serverNames(door: Door): ReadonlyMap<VirtualHost, string> {
    const first = new Map<VirtualHost, string>();
    for (const served of door.chain?.match.serverNames ?? []) {
      const name = served.replace('*', 'any');
      const host = this.#leadsTo(name, door);
      if (host !== null && !first.has(host)) first.set(host, name);
    }
    return first;
  }

  #leadsTo(authority: string, door: Door): VirtualHost | null {
    const witness = witnessOf(new Map(), door, plain(authority));
    const request = witness === null ? null : admitted(this.#index, this.#table.config, witness, door);
    const choice = request === null ? null : this.#table.hosts.choose(request);
    return choice?.kind === 'chosen' ? choice.virtualHost : null;
  }
}
