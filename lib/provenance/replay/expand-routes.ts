/**
 * One VirtualService on one declared port → its routes, with the filters that leave no trace and the cut after a
 * catch-all (Istio core/route/route.go, BuildHTTPRoutesForVirtualService; reference 2.2).
 */
import type { HeaderMutations, PathMatcher } from '../../model/index.ts';
import type { HttpMatch, HttpRule } from '../../resources/index.ts';
import { isCatchAllMatch, isCatchAllRule } from './catch-all.ts';
import type { DropReason } from './drop-reason.ts';
import type { Place, ReplayMatch, ReplayRule, ReplayVirtualService } from './effective.ts';
import type { ExpectedAction, ExpectedRoute } from './expected.ts';
import type { Journal } from './journal.ts';
import type { GenerationProfile } from './profile.ts';
import type { ServiceRegistry } from './services.ts';
import { selects } from './services.ts';
import { translateAction } from './translate-action.ts';
import { translateHeaders } from './translate-headers.ts';
import { translateMatch } from './translate-match.ts';

export interface ExpansionContext {
  readonly profile: GenerationProfile;
  readonly registry: ServiceRegistry;
  readonly journal: Journal;
  /** Gateway pod (or sidecar): its labels and namespace. */
  readonly labels: ReadonlyMap<string, string>;
  /** The pod has more labels than these: what they do not have, it may have. */
  readonly hasMoreLabels: boolean;
  /** Empty when unknown. */
  readonly proxyNamespace: string;
  /** `ns/name` of the Gateway, or `mesh`. */
  readonly gateway: string;
  readonly listenPort: number;
  readonly isTls: boolean;
  readonly onListenPortOnly?: boolean;
}

/** The routes in order; empty when every pair was filtered out (then the VirtualService makes no virtual host either). */
export function expandRoutes(service: ReplayVirtualService, context: ExpansionContext): readonly ExpectedRoute[] {
  const routes: ExpectedRoute[] = [];
  let catchAll: Place | undefined;
  let isOptional = false;
  for (const rule of service.http) {
    if (catchAll !== undefined) {
      context.journal.drop(rule.origin, { kind: 'after-catch-all', catchAll });
      continue;
    }
    const effects = effectsOf(service, rule, context);
    for (const candidate of candidatesOf(rule, context)) {
      if (catchAll !== undefined) {
        context.journal.drop(candidate.origin, { kind: 'after-catch-all', catchAll });
        continue;
      }
      const reason = filterReason(candidate.match, context);
      if (reason !== undefined) {
        context.journal.drop(candidate.origin, reason);
      } else {
        const isUnsure = candidate.match !== null && isUndecided(candidate.match, context);
        const route = makeRoute(service, effects, candidate, context, isOptional || isUnsure);
        routes.push(route);
        const isLast = endsList(candidate, route, context.profile);
        if (isLast && !isUnsure) catchAll = candidate.origin;
        // Where a catch-all may be, what follows may not be.
        if (isLast && isUnsure) isOptional = true;
      }
      // A rule without match ends the list even where it made nothing.
      if (candidate.match === null) catchAll = candidate.origin;
    }
  }
  return routes;
}

/** 1.5–1.7: when one match of a rule is a catch-all, its siblings vanish. */
function candidatesOf(rule: ReplayRule, context: ExpansionContext): readonly ReplayMatch[] {
  if (context.profile.truncation !== 'rule') return rule.matches;
  const only = rule.matches.find(
    ({ match }) =>
      match !== null &&
      filterReason(match, context) === undefined &&
      isCatchAllRule({ ...match, method: undefined, authority: undefined, scheme: undefined }),
  );
  return only === undefined ? rule.matches : [only];
}

function endsList(candidate: ReplayMatch, route: ExpectedRoute, profile: GenerationProfile): boolean {
  if (profile.truncation === 'match') return candidate.match === null || isCatchAllRule(candidate.match);
  return isCatchAllMatch(route.match, profile);
}

/** Why a match makes no route here; undefined when it does. */
export function filterReason(match: HttpMatch | null, context: ExpansionContext): DropReason | undefined {
  if (match === null) return undefined;
  if (match.port !== 0 && match.port !== context.listenPort) {
    return { kind: 'port-mismatch', port: match.port, declared: context.listenPort };
  }
  if (match.gateways.length > 0) {
    // Source labels and namespace are not looked at when the match names gateways.
    return match.gateways.includes(context.gateway)
      ? undefined
      : { kind: 'gateways-mismatch', gateways: match.gateways };
  }
  if (!mayHaveLabels(match.sourceLabels, context)) return { kind: 'source-labels', labels: match.sourceLabels };
  const isKnown = context.proxyNamespace !== '';
  if (isKnown && match.sourceNamespace !== '' && match.sourceNamespace !== context.proxyNamespace) {
    return { kind: 'source-namespace', namespace: match.sourceNamespace };
  }
  return undefined;
}

function mayHaveLabels(wanted: ReadonlyMap<string, string>, { labels, hasMoreLabels }: ExpansionContext): boolean {
  if (!hasMoreLabels) return selects(wanted, labels);
  return [...wanted].every(([key, value]) => (labels.get(key) ?? value) === value);
}

/** It fits as far as the pod is known, and asks for what is not known of it. */
function isUndecided(match: HttpMatch, { labels, proxyNamespace }: ExpansionContext): boolean {
  if (match.gateways.length > 0) return false;
  return !selects(match.sourceLabels, labels) || (match.sourceNamespace !== '' && proxyNamespace === '');
}

/** What the matches of one rule have in common. */
interface Effects {
  readonly rule: HttpRule;
  readonly owner: ExpectedRoute['owner'];
  readonly headers: HeaderMutations | undefined;
  readonly actionFor: (path: PathMatcher) => ExpectedAction;
}

function effectsOf(service: ReplayVirtualService, { rule }: ReplayRule, context: ExpansionContext): Effects {
  const { namespace, name, semantics } = service;
  let action: ExpectedAction | undefined;
  let prefix = '';
  return {
    rule,
    owner: { namespace, name },
    headers: translateHeaders(rule),
    actionFor: (path) => {
      const pathPrefix = path.kind === 'pathSeparatedPrefix' ? path.value : '';
      if (action === undefined || pathPrefix !== prefix) {
        const { registry, profile, listenPort, isTls, proxyNamespace, onListenPortOnly = false } = context;
        const place = { registry, profile, listenPort, isTls, proxyNamespace, onListenPortOnly };
        action = translateAction(rule, { ...place, namespace, semantics, pathPrefix });
        prefix = pathPrefix;
      }
      return action;
    },
  };
}

function makeRoute(
  service: ReplayVirtualService,
  { rule, owner, headers, actionFor }: Effects,
  { match, origin }: ReplayMatch,
  { profile }: ExpansionContext,
  isOptional: boolean,
): ExpectedRoute {
  const routeMatch = translateMatch(match, service.semantics, profile);
  return {
    owner,
    name: match === null || match.name === '' ? rule.name : `${rule.name}.${match.name}`,
    match: routeMatch,
    action: actionFor(routeMatch.path),
    headers,
    statPrefix: profile.routeStatPrefix ? (match?.statPrefix ?? '') : '',
    origin,
    rule,
    isOptional,
  };
}
