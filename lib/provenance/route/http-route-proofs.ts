/** Which Gateway API routes can only be HTTPRoutes: Envoy's route names do not say whether they are GRPCRoutes. */
import type { Route } from '../../model/index.ts';
import type { ConfigFacts } from '../config-facts.ts';
import { parseRouteRuleName } from '../parse/route-rule-name.ts';
import type { RouteRuleName } from '../parse/route-rule-name.ts';

/** gRPC's service and method as the GRPCRoute resource's own validation has them. */
const SERVICE = String.raw`\.?[A-Za-z_][A-Za-z_0-9]*(?:\.[A-Za-z_][A-Za-z_0-9]*)*`;
const SERVICE_AND_METHOD = new RegExp(`^/${SERVICE}/[A-Za-z_][A-Za-z_0-9]*$`);
const SERVICE_ONLY = new RegExp(`^/${SERVICE}$`);

/** Proofs by namespace and name of the route object. */
export class HttpRouteProofs {
  readonly #proofs = new Map<string, string>();

  learn(route: Route, { virtualService }: ConfigFacts): void {
    if (virtualService === null || virtualService.name.kind === 'user' || route.name === undefined) return;
    const rule = parseRouteRuleName(route.name);
    if (rule === null || this.#proofs.has(keyOf(rule))) return;
    const proof = onlyHttpRoute(route);
    if (proof !== null) this.#proofs.set(keyOf(rule), `${route.name}: ${proof}`);
  }

  /** Why some route named after this object can only come from an HTTPRoute, null when none shows it. */
  of(rule: RouteRuleName): string | null {
    return this.#proofs.get(keyOf(rule)) ?? null;
  }
}

function keyOf({ namespace, route }: RouteRuleName): string {
  return `${namespace}/${route}`;
}

/**
 * What a GRPCRoute cannot ask for, or null. A GRPCRoute's service becomes a path-separated prefix `/pkg.Service` like any
 * HTTPRoute's, so a prefix proves something only when no gRPC service can be called so.
 * Source: createGRPCURIMatch, convertGRPCRoute, pilot/pkg/config/kube/gateway/conversion.go (exact `/Service/Method`,
 * prefix `/Service/`, regex `/[^/]+/Method`; headers; no rewrite, redirect, method or query).
 */
export function onlyHttpRoute({ match, action }: Route): string | null {
  if (match.queryParameters !== undefined && match.queryParameters.length > 0) return 'it matches query parameters';
  if (match.headers?.some(({ name }) => name === ':method') === true) return 'it matches the method';
  if (action.kind === 'redirect') return 'it redirects';
  if (action.kind === 'forward') {
    // A timeout proves nothing: istiod's own default may be set; nor does a host rewrite, which a filter that sets Host becomes.
    if (action.pathRewrite !== undefined) return 'it rewrites the path';
  }
  const { path } = match;
  if (path.kind === 'path' && !SERVICE_AND_METHOD.test(path.value)) return `${path.value} is no gRPC method`;
  if (path.kind === 'pathSeparatedPrefix' && !SERVICE_ONLY.test(path.value)) return `${path.value} is no gRPC service`;
  if (path.kind === 'regex' && !/^\/.*\//s.test(path.regex)) return `${path.regex} is no gRPC method`;
  return null;
}

/** True when the path is a gRPC call as a GRPCRoute writes it: then GRPCRoute is the better guess of the two. */
export function looksLikeGrpc({ match: { path } }: Route): boolean {
  if (path.kind === 'path') return SERVICE_AND_METHOD.test(path.value);
  if (path.kind === 'regex') return path.regex.startsWith('/[^/]+/') || path.regex.endsWith('/.+');
  return path.kind === 'pathSeparatedPrefix' && SERVICE_ONLY.test(path.value) && path.value.includes('.');
}
