/** Compiled matches, one for all routes that share a match: Istio puts the same rules on many hosts and ports. */
import { RecentMap } from '../base/recent-map.ts';
import type { Route, RouteMatch } from '../model/index.ts';
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
  readonly #lists = new Map<readonly Route[], readonly RouteMatcher[]>();
  #listed = 0;

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

  /**
   * Those of a list of routes that is asked again and again, to spare the look-up of each; null when there are too many such
   * lists. A list belongs to one route configuration, and is always asked for with the same `ignorePathParameters`.
   */
  ofAll(routes: readonly Route[], ignorePathParameters: boolean): readonly RouteMatcher[] | null {
    let matchers = this.#lists.get(routes);
    if (matchers === undefined) {
      if (this.#listed + routes.length > MOST) return null;
      this.#listed += routes.length;
      matchers = routes.map(({ match }) => this.of(match, ignorePathParameters));
      this.#lists.set(routes, matchers);
    }
    return matchers;
  }
}
