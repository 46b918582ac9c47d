/** Compiled matches, one for all routes that share a match: Istio puts the same rules on many hosts and ports. */
import { RecentMap } from '../base/recent-map.ts';
import type { RouteMatch } from '../model/index.ts';
import type { RegexCache } from './regex.ts';
import type { RouteMatcher } from './route-matcher.ts';
import { routeMatcher } from './route-matcher.ts';
import type { SemanticsProfile } from './semantics-profile.ts';

/** A compiled match is many times the size of the match: of a dump of a million routes not all can be kept. */
const MOST = 25_000;

export class RouteMatchers {
  readonly #regexes: RegexCache;
  readonly #profile: SemanticsProfile;
  readonly #plain = new RecentMap<RouteMatch, RouteMatcher>(MOST);
  readonly #withoutParameters = new RecentMap<RouteMatch, RouteMatcher>(MOST);

  constructor(regexes: RegexCache, profile: SemanticsProfile) {
    this.#regexes = regexes;
    this.#profile = profile;
  }

  of(match: RouteMatch, ignorePathParameters: boolean): RouteMatcher {
    const known = ignorePathParameters ? this.#withoutParameters : this.#plain;
    let matcher = known.get(match);
    if (matcher === undefined) {
      matcher = routeMatcher(match, this.#regexes, this.#profile, ignorePathParameters);
      known.set(match, matcher);
    }
    return matcher;
  }
}
