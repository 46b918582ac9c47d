/** Which virtual hosts get the same verdicts: the same matches in the same order, behind doors that treat requests alike. */
import { Numbers, TextNumbers, canonical, inOnePiece } from '../../base/index.ts';
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
  readonly #doors = new Numbers<Door>(doorText);
  readonly #scenes = new TextNumbers();

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
      entrances.map(({ door }) => this.#doors.of(door)),
    ]);
    let key = String(this.#scenes.of(scene));
    for (const { match } of host.routes) key += ` ${String(this.#numberOfMatch(match))}`;
    return key;
  }

  #numberOfMatch(match: RouteMatch): number {
    let number = this.#matches.get(match);
    if (number === undefined) this.#matches.set(match, (number = this.#matches.size));
    return number;
  }
}

/** Equal for doors that treat requests alike. */
function doorText({ manager, secure, listener }: Door): string {
  return inOnePiece(`${String(secure)} ${String(listener?.port ?? '')} ${canonical(manager, OF_THE_TABLE)}`);
}
