/** Where requests for a route table come in: the connection managers that use it, or assumed ones. */
import type { FilterChain, HttpConnectionManager, Listener, RouteConfiguration } from '../../model/index.ts';
import type { MatchingIndex, Universe } from '../../matching/index.ts';
import { ServerNames } from '../../matching/index.ts';

/** `listener` and `chain` null: no listener of the input uses the table, so a plain gateway's manager is assumed. */
export interface Door {
  readonly listener: Listener | null;
  readonly chain: FilterChain | null;
  readonly manager: HttpConnectionManager;
  readonly secure: boolean;
  readonly names: ServerNames;
}

/** Doors tried for a witness; the chains of one table hardly differ in what matters here. */
const DOOR_LIMIT = 6;

const PLAIN_SOCKETS: ReadonlySet<string | null> = new Set([null, 'envoy.transport_sockets.raw_buffer']);

/** What passes this manager passes unchanged through less strict ones too. */
const ASSUMED: HttpConnectionManager = {
  kind: 'http',
  statPrefix: '',
  routes: { kind: 'none' },
  httpFilters: [],
  useRemoteAddress: true,
  normalizePath: true,
  mergeSlashes: true,
};

/** All doors of every table of a snapshot. */
export function doorsByConfig(index: MatchingIndex): ReadonlyMap<RouteConfiguration, readonly Door[]> {
  const doors = new Map<RouteConfiguration, Door[]>();
  for (const listener of index.snapshot.listeners) {
    for (const chain of listener.filterChains) {
      if (chain.target.kind !== 'http') continue;
      const routes = index.routesOf(chain.target);
      if (routes.kind !== 'table') continue;
      const secure = !PLAIN_SOCKETS.has(chain.transportSocket);
      const names = new ServerNames(chain.match.serverNames ?? []);
      const door = { listener, chain, manager: chain.target, secure, names };
      const known = doors.get(routes.table.config);
      if (known === undefined) doors.set(routes.table.config, [door]);
      else known.push(door);
    }
  }
  return doors;
}

const NO_NAMES = new ServerNames([]);

export function assumedDoors(): readonly Door[] {
  return [false, true].map((secure) => ({ listener: null, chain: null, manager: ASSUMED, secure, names: NO_NAMES }));
}

/** The doors to try, different kinds first. */
export function triedDoors(doors: readonly Door[]): readonly Door[] {
  const kinds = new Map<string, Door>();
  for (const door of doors) {
    const { manager, secure, listener } = door;
    const kind = `${String(secure)} ${String(manager.normalizePath)} ${String(listener?.port ?? 0)}`;
    if (!kinds.has(kind)) kinds.set(kind, door);
  }
  // A set keeps those of a kind of their own in front.
  return [...new Set([...kinds.values(), ...doors])].slice(0, DOOR_LIMIT);
}

/** What all requests of these doors have in common; `complete` says that there are no other doors. */
export function universeOf(doors: readonly Door[], complete: boolean): Universe {
  if (!complete || doors.length === 0) return {};
  const managers = doors.map(({ manager }) => manager);
  const overwritten = managers.flatMap(({ schemeOverwrite }) => schemeOverwrite ?? []);
  const trusting = managers.some(
    (manager) => manager.useRemoteAddress !== true || (manager.xffNumTrustedHops ?? 0) !== 0,
  );
  const onlyHttp1 = managers.every(({ codecType }) => codecType === 'HTTP1');
  const allOverwritten = overwritten.length === managers.length;
  const transports = new Set(doors.map(({ secure }) => (secure ? 'https' : 'http')));
  return {
    normalizedPath: managers.every(({ normalizePath }) => normalizePath === true),
    mergedSlashes: managers.every(({ mergeSlashes }) => mergeSlashes === true),
    // HTTP/2 clients may claim any :scheme, on plain connections too (observed on Envoy 1.40.0).
    ...(allOverwritten ? { schemes: overwritten } : onlyHttp1 ? { schemes: ['http', 'https', ...overwritten] } : {}),
    ...(trusting ? {} : { forwardedProtos: [...transports, ...overwritten] }),
    plainText: doors.every(({ secure }) => !secure),
  };
}
