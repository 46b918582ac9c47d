/** One RouteConfiguration, ready to be asked: virtual host, require_tls, then the first route that matches. */
import type { Route, RouteConfiguration, VirtualHost } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { ByteString } from './bytes.ts';
import type { MatchGap } from './match-gap.ts';
import { evaluateTree } from './matcher-tree.ts';
import { PathIndex } from './path-index.ts';
import type { RegexCache } from './regex.ts';
import type { Judged, RouteMatcher } from './route-matcher.ts';
import { RouteMatchers } from './route-matchers.ts';
import type { SemanticsProfile } from './semantics-profile.ts';
import { headerTreeContext } from './tree-inputs.ts';
import type { Verdict } from './verdict.ts';
import type { DomainKind } from './virtual-host-index.ts';
import { VirtualHostIndex } from './virtual-host-index.ts';

export type RouteChoice =
  | {
      readonly kind: 'route';
      readonly virtualHost: VirtualHost;
      readonly domain: string;
      readonly how: DomainKind;
      readonly route: Route;
    }
  /** VirtualHost.require_tls: a redirect to https, before any route is looked at. */
  | { readonly kind: 'requireTls'; readonly virtualHost: VirtualHost; readonly domain: string }
  /** No virtual host (`virtualHost` null) or none of its routes: Envoy never goes on to another virtual host. */
  | { readonly kind: 'none'; readonly virtualHost: VirtualHost | null; readonly key: ByteString | null }
  /** `candidates`: the routes it may be, in order; the last one is certain to match if it is the `certain` one. */
  | {
      readonly kind: 'indeterminate';
      readonly virtualHost: VirtualHost | null;
      readonly gaps: readonly MatchGap[];
      readonly candidates: readonly Route[];
      readonly certain: Route | null;
    };

/** One route of the chosen virtual host and what its match says. */
export interface ConsideredRoute {
  readonly route: Route;
  readonly verdict: Verdict;
}

/** An index is worth building for lists of this length, from this question on. */
const LONG_LIST = 24;
const ASKED_AGAIN = 4;

export class RouteTable {
  readonly config: RouteConfiguration;
  readonly hosts: VirtualHostIndex;
  readonly #regexes: RegexCache;
  readonly #matchers: RouteMatchers;
  readonly #lists = new Map<readonly Route[], { asked: number; index?: PathIndex }>();

  constructor(
    config: RouteConfiguration,
    regexes: RegexCache,
    profile: SemanticsProfile,
    matchers: RouteMatchers = new RouteMatchers(regexes, profile),
  ) {
    this.config = config;
    this.hosts = new VirtualHostIndex(config);
    this.#regexes = regexes;
    this.#matchers = matchers;
  }

  choose(request: AdmittedRequest): RouteChoice {
    const host = this.hosts.choose(request);
    if (host.kind === 'indeterminate') {
      return { kind: 'indeterminate', virtualHost: null, gaps: host.gaps, candidates: [], certain: null };
    }
    if (host.kind === 'none') return { kind: 'none', virtualHost: null, key: host.key };
    const { virtualHost, domain, how } = host;
    // An empty x-forwarded-proto of a trusted client ends every search (VirtualHostImpl::getRouteFromEntries; observed).
    if (request.facts.forwardedProto === '') return { kind: 'none', virtualHost, key: null };
    const tls = requiresTls(virtualHost, request);
    if (tls === true) return { kind: 'requireTls', virtualHost, domain };
    if (tls !== false) return { kind: 'indeterminate', virtualHost, gaps: [tls], candidates: [], certain: null };
    const routes = routesOf(virtualHost, request);
    if (!isRouteList(routes)) {
      return { kind: 'indeterminate', virtualHost, gaps: [routes], candidates: [], certain: null };
    }
    return this.#first(routes, virtualHost, domain, how, request);
  }

  /** What every route of a virtual host's list says of the request, for telling why the others lost. */
  consider(virtualHost: VirtualHost, request: AdmittedRequest): readonly ConsideredRoute[] {
    const routes = routesOf(virtualHost, request);
    if (!isRouteList(routes)) return [];
    return routes.map((route) => ({ route, verdict: this.verdict(route, request) }));
  }

  verdict(route: Route, request: AdmittedRequest): Verdict {
    return this.#matcherOf(route).ask(request);
  }

  /** What each condition of a route says: for telling all that would have to change. */
  judge(route: Route, request: AdmittedRequest): readonly Judged[] {
    return this.#matcherOf(route).judge(request);
  }

  get #ignoresParameters(): boolean {
    return this.config.ignorePathParameters === true;
  }

  #matcherOf(route: Route): RouteMatcher {
    return this.#matchers.of(route.match, this.#ignoresParameters);
  }

  /** The routes worth asking: all of them, but for a long list that is asked again and again. */
  #candidates(routes: readonly Route[], request: AdmittedRequest): readonly Route[] {
    if (routes.length < LONG_LIST) return routes;
    const list = this.#lists.get(routes) ?? { asked: 0 };
    this.#lists.set(routes, list);
    if (list.asked++ < ASKED_AGAIN) return routes;
    list.index ??= new PathIndex(routes, this.#regexes, this.#ignoresParameters);
    return list.index.candidates(request);
  }

  #first(
    routes: readonly Route[],
    virtualHost: VirtualHost,
    domain: string,
    how: DomainKind,
    request: AdmittedRequest,
  ): RouteChoice {
    // A route that could not be read may have stood before any other.
    const lost: MatchGap = { kind: 'absent', resource: 'routes', name: virtualHost.name };
    const gaps: MatchGap[] = virtualHost.incomplete === true ? [lost] : [];
    const candidates: Route[] = [];
    const asked = this.#candidates(routes, request);
    const isShort = asked === routes && routes.length < LONG_LIST;
    const matchers = isShort ? this.#matchers.ofAll(routes, this.#ignoresParameters) : null;
    let at = 0;
    for (const route of asked) {
      const verdict = (matchers?.[at++] ?? this.#matcherOf(route)).ask(request);
      if (verdict.kind === 'notMatched') continue;
      if (verdict.kind === 'matched') {
        if (gaps.length === 0) return { kind: 'route', virtualHost, domain, how, route };
        return { kind: 'indeterminate', virtualHost, gaps, candidates: [...candidates, route], certain: route };
      }
      gaps.push(...verdict.gaps);
      candidates.push(route);
    }
    if (gaps.length === 0) return { kind: 'none', virtualHost, key: null };
    return { kind: 'indeterminate', virtualHost, gaps, candidates, certain: null };
  }
}

/** require_tls looks at x-forwarded-proto, not at the socket; EXTERNAL_ONLY spares internal clients. */
function requiresTls(virtualHost: VirtualHost, request: AdmittedRequest): boolean | MatchGap {
  if (virtualHost.requireTls === 'NONE' || request.facts.forwardedProto === 'https') return false;
  if (virtualHost.requireTls === 'ALL') return true;
  return request.facts.internal === null ? { kind: 'requestFact', fact: 'internal' } : !request.facts.internal;
}

/** The list of routes to try: the virtual host's own, or the one that its matcher tree leads to. */
function routesOf(virtualHost: VirtualHost, request: AdmittedRequest): readonly Route[] | MatchGap {
  if (virtualHost.matcher === undefined) return virtualHost.routes;
  const outcome = evaluateTree(virtualHost.matcher, headerTreeContext(request));
  switch (outcome.kind) {
    case 'action':
      return outcome.action;
    case 'none':
      return [];
    case 'open':
      return outcome.gap;
  }
}

function isRouteList(routes: readonly Route[] | MatchGap): routes is readonly Route[] {
  return Array.isArray(routes);
}
