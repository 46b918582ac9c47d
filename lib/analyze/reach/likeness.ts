/** Which virtual hosts get the same verdicts: the same matches in the same order, behind doors that treat requests alike. */
import { canonical } from '../../base/index.ts';
import type { RouteConfiguration, RouteMatch, VirtualHost } from '../../model/index.ts';
import type { Door } from './doors.ts';
import type { Entrance } from './entrances.ts';
import { asksForHost } from './hosts.ts';

/** What says where a connection manager's routes are, and nothing about what it does with a request. */
const OF_THE_TABLE: ReadonlySet<string> = new Set(['routes', 'statPrefix']);

/** A name that every protocol lets through as it is, and that no condition can be about. */
const PLAIN_NAME = /^[\w.-]+(?::\d+)?$/;

export class Likeness {
  readonly #matches = new Map<RouteMatch, number>();
  readonly #doors = new Map<Door, number>();
  readonly #texts = new Map<string, number>();

  /**
   * Equal for two virtual hosts only if every question about a route of one has the same answer for the route at that
   * place of the other, but for the names in the request. Null where the names may have a part in it.
   */
  keyOf(
    config: RouteConfiguration,
    host: VirtualHost,
    entrances: readonly Entrance[],
    universe: string,
  ): string | null {
    const byHeader = config.vhostHeader !== undefined && config.vhostHeader !== '';
    if (byHeader || host.matcher !== undefined || asksForHost(host)) return null;
    if (!entrances.every(({ authority }) => PLAIN_NAME.test(authority))) return null;
    const scene = canonical([
      universe,
      config.ignorePathParameters === true,
      config.internalOnlyHeaders ?? [],
      host.requireTls,
      host.incomplete === true,
      entrances.map(({ door }) => this.#numberOfDoor(door)),
    ]);
    let key = String(this.#number(scene));
    for (const { match } of host.routes) key += ` ${String(this.#numberOfMatch(match))}`;
    return key;
  }

  #numberOfMatch(match: RouteMatch): number {
    let number = this.#matches.get(match);
    if (number === undefined) this.#matches.set(match, (number = this.#matches.size));
    return number;
  }

  #numberOfDoor(door: Door): number {
    let number = this.#doors.get(door);
    if (number === undefined) {
      const { manager, secure, listener } = door;
      number = this.#number(`${String(secure)} ${String(listener?.port ?? '')} ${canonical(manager, OF_THE_TABLE)}`);
      this.#doors.set(door, number);
    }
    return number;
  }

  #number(text: string): number {
    let number = this.#texts.get(text);
    if (number === undefined) this.#texts.set(text, (number = this.#texts.size));
    return number;
  }
}
