/** HTTPRoutes and GRPCRoutes → generated VirtualServices, one a listener and host, routes of all objects folded in. */
import { fieldOf, listAt, textAt, textsAt } from '../../../base/plain.ts';
import {
  httpRuleOf,
  type HttpMatch,
  type HttpRule,
  type Resource,
  type ResourceSet,
} from '../../../resources/index.ts';
import type { ReplayRule, ReplayVirtualService } from '../effective.ts';
import type { Journal } from '../journal.ts';
import type { GatewayApiProfile } from '../profile.ts';
import { attachedListeners, isAllowedByIsolation } from './attach.ts';
import { destinationOf, destinationsOf, type BackendContext } from './backends.ts';
import { filterOf, headersOfFilters, redirectOf, rewriteOf } from './filters.ts';
import { httpVirtualServiceName } from './generated-names.ts';
import type { Listener } from './listeners.ts';
import { compareRouteAge } from './route-age.ts';
import { grpcRouteMatch, httpRouteMatch } from './route-matches.ts';
import { sortRules } from './sort-rules.ts';

const HTTP_PROTOCOLS = ['HTTP', 'HTTPS'];

interface Group {
  readonly listener: Listener;
  readonly host: string;
  readonly name: string;
  readonly routes: Resource[];
}

/** Up to 1.26 both kinds were folded together, HTTPRoutes first; later each kind by itself. */
export function httpRouteServices(
  resources: ResourceSet,
  listeners: readonly Listener[],
  profile: GatewayApiProfile,
  domain: string,
  journal: Journal,
): readonly ReplayVirtualService[] {
  const http = [...resources.ofKind('HTTPRoute')].sort(compareRouteAge);
  const grpc = [...resources.ofKind('GRPCRoute')].sort(compareRouteAge);
  const batches = profile.namedByHost ? [http, grpc] : [[...http, ...grpc]];
  const grants = resources.ofKind('ReferenceGrant');
  return batches.flatMap((routes) =>
    groupRoutes(routes, listeners, profile, journal).map((group) => serviceOf(group, profile, grants, domain)),
  );
}

function groupRoutes(
  routes: readonly Resource[],
  listeners: readonly Listener[],
  profile: GatewayApiProfile,
  journal: Journal,
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const route of routes) {
    let count = 0;
    const written = textsAt(route.spec, 'hostnames');
    const hosts = written.length === 0 ? ['*'] : written;
    for (const listener of attachedListeners(route, HTTP_PROTOCOLS, listeners, journal)) {
      for (const host of hosts) {
        if (!isAllowedByIsolation(host, listener, listeners)) continue;
        const key = `${listener.internalName}/${host}`;
        const known = groups.get(key);
        if (known !== undefined) {
          known.routes.push(route);
          continue;
        }
        const parts = { route: route.ref.name, count, gateway: listener.internalName, host };
        groups.set(key, { listener, host, name: httpVirtualServiceName(parts, profile), routes: [route] });
        count += 1;
      }
    }
  }
  return [...groups.values()];
}

function serviceOf(
  { listener, host, name, routes }: Group,
  profile: GatewayApiProfile,
  grants: readonly Resource[],
  domain: string,
): ReplayVirtualService {
  const [oldest] = routes;
  const rules = routes.flatMap((route) => rulesOf(route, { route, grants, domain }, profile));
  return {
    name,
    namespace: oldest?.ref.namespace ?? '',
    created: oldest?.created ?? null,
    hosts: [host],
    gateways: [listener.internalName],
    exportTo: [],
    semantics: 'gateway',
    fromTlsRoute: false,
    http: sortRules(rules, profile),
    tls: [],
    tcp: [],
    sources: routes,
  };
}

/** Each match becomes a rule of its own, so that the order can be by match. */
function rulesOf(route: Resource, backends: BackendContext, profile: GatewayApiProfile): readonly ReplayRule[] {
  const toMatch = route.type === 'GRPCRoute' ? grpcRouteMatch : httpRouteMatch;
  return listAt(route.spec, 'rules').flatMap((value, index): readonly ReplayRule[] => {
    const path = `rules[${String(index)}]`;
    const rule = ruleOf(value, ruleName(route, value, index, profile), backends);
    const matches = listAt(value, 'matches');
    if (matches.length === 0) {
      const origin = { resource: route, path, via: null };
      return [{ rule, matches: [{ match: null, origin }], origin }];
    }
    return matches.map((matchValue, matchIndex) => {
      const origin = { resource: route, path: `${path}.matches[${String(matchIndex)}]`, via: null };
      const match: HttpMatch = toMatch(matchValue);
      return { rule: { ...rule, matches: [match] }, matches: [{ match, origin }], origin };
    });
  });
}

/** `ns.route.0`; a rule with a name of its own gives just that (1.24+). */
function ruleName(route: Resource, rule: unknown, index: number, profile: GatewayApiProfile): string {
  if (!profile.routeNames) return '';
  const own = profile.ruleNames ? textAt(rule, 'name') : undefined;
  return own ?? `${route.ref.namespace}.${route.ref.name}.${String(index)}`;
}

const NO_RULE: HttpRule = httpRuleOf({});

function ruleOf(value: unknown, name: string, context: BackendContext): HttpRule {
  const filters = listAt(value, 'filters');
  const redirect = redirectOf(filters);
  const destinations = destinationsOf(listAt(value, 'backendRefs'), context);
  const timeouts = fieldOf(value, 'timeouts');
  const retries = fieldOf(value, 'retry');
  const backendTimeout = retries === undefined ? textAt(timeouts, 'backendRequest') : undefined;
  const mirrors = filters
    .map((filter) => fieldOf(filter, 'requestMirror'))
    .filter((mirror) => mirror !== undefined)
    .map((mirror) => ({ destination: destinationOf(fieldOf(mirror, 'backendRef'), context), percent: undefined }));
  return {
    ...NO_RULE,
    name,
    destinations,
    redirect,
    // Nothing to forward to answers 500 (1.17+).
    directResponse: destinations.length === 0 && redirect === undefined ? { status: 500 } : undefined,
    rewrite: rewriteOf(filters),
    timeout: backendTimeout ?? textAt(timeouts, 'request'),
    mirrors,
    headers: headersOfFilters(filters),
    cors: filterOf(filters, 'CORS', 'cors'),
  };
}
