/** Pairs of routes of one virtual host, of different owners, that take some requests from each other. */
import type { MatchScope } from '../../../matching/index.ts';
import { relate } from '../../../matching/index.ts';
import type { VirtualHost } from '../../../model/index.ts';
import type { LintContext, PlacedHost, PlacedRoute } from '../context.ts';
import { ownerKey } from '../words/source-words.ts';
import { isCatchAll } from './catch-all.ts';
import { isGatewayApi } from './owners.ts';
import { pathHead } from './path-head.ts';

export interface Rivalry {
  readonly earlier: PlacedRoute;
  readonly later: PlacedRoute;
}

/** `pairs` overlap without one covering the other. `complete`: every pair was compared and could be told. */
export interface Rivalries {
  readonly pairs: readonly Rivalry[];
  readonly complete: boolean;
}

/** Comparisons per virtual host; 5,000 routes of ordinary paths need a few thousand. */
const LIMIT = 40_000;

/** Examples for two owners; one of them is put into words. */
const PER_PAIR = 4;

/** Of each virtual host, found once. */
export class RivalSearch {
  readonly #context: LintContext;
  readonly #known = new Map<VirtualHost, Rivalries>();
  /** By whether path parameters are ignored. One for all virtual hosts, so that a match that many of them have is read once. */
  readonly #scopes = new Map<boolean, MatchScope>();

  constructor(context: LintContext) {
    this.#context = context;
  }

  of(place: PlacedHost): Rivalries {
    let found = this.#known.get(place.host);
    if (found === undefined) {
      const candidates = candidatesOf(this.#context, place);
      found = compare(candidates, this.#scopeOf(place.config.ignorePathParameters === true));
      this.#known.set(place.host, found);
    }
    return found;
  }

  #scopeOf(ignorePathParameters: boolean): MatchScope {
    let scope = this.#scopes.get(ignorePathParameters);
    if (scope === undefined) {
      const { profile, regexes } = this.#context.index;
      this.#scopes.set(ignorePathParameters, (scope = { profile, regexes, ignorePathParameters, universe: {} }));
    }
    return scope;
  }
}

interface Candidate extends PlacedRoute {
  readonly owner: string;
  readonly outcome: string;
  readonly head: string;
}

function compare(candidates: readonly Candidate[], scope: MatchScope): Rivalries {
  const owners = new Set(candidates.map(({ owner }) => owner));
  if (owners.size < 2) return { pairs: [], complete: true };
  const byHead = new Map<string, Candidate[]>();
  const pairs: Rivalry[] = [];
  const told = new Map<string, number>();
  let work = 0;
  let complete = true;
  for (const candidate of candidates) push(byHead, candidate.head, candidate);
  for (const candidate of candidates) {
    for (let end = 0; end <= candidate.head.length; end++) {
      for (const other of byHead.get(candidate.head.slice(0, end)) ?? []) {
        if (other === candidate || other.owner === candidate.owner || other.outcome === candidate.outcome) continue;
        // Equal heads meet twice: once is enough.
        if (other.head === candidate.head && other.route.index > candidate.route.index) continue;
        if (++work > LIMIT) return { pairs, complete: false };
        const owned =
          other.owner < candidate.owner ? `${other.owner}\n${candidate.owner}` : `${candidate.owner}\n${other.owner}`;
        if ((told.get(owned) ?? 0) >= PER_PAIR) continue;
        const [earlier, later] = other.route.index < candidate.route.index ? [other, candidate] : [candidate, other];
        const relation = relate(earlier.route.match, later.route.match, scope);
        if (relation === 'unknown') complete = false;
        if (relation !== 'overlaps') continue;
        pairs.push({ earlier, later });
        told.set(owned, (told.get(owned) ?? 0) + 1);
      }
    }
  }
  return { pairs, complete };
}

function push(map: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [candidate]);
  else list.push(candidate);
}

/** Catch-alls stand last whoever owns them; the Gateway API's own order is meant. */
function candidatesOf({ view, outcomes }: LintContext, { config, host }: PlacedHost): readonly Candidate[] {
  return host.routes.flatMap((route) => {
    const source = view.sourceOf(route.id);
    const owner = ownerKey(source);
    if (owner === null || source.status !== 'attributed' || isCatchAll(route.match) || isGatewayApi(source)) return [];
    // Where an EnvoyFilter's routes stand is written in its patch.
    if (source.resource?.kind === 'EnvoyFilter') return [];
    return [{ config, host, route, source, owner, outcome: outcomes.of(route), head: pathHead(route.match) }];
  });
}
