/** Gateway API routes whose name does not say which object they come from. */
import type { Evidence, GatewayRef, ResourceRef, Route } from '../../model/index.ts';
import { ambiguous, attributed } from '../claim.ts';
import type { VirtualServiceFacts } from '../config-facts.ts';
import type { Context } from '../context.ts';
import type { VirtualServiceName } from '../parse/virtual-service-name.ts';
import { gatewayApiRef, wordsOf } from '../resource-ref.ts';
import { looksLikeGrpc, onlyHttpRoute } from './http-route-proofs.ts';
import type { RouteClaim } from './route-claim.ts';

interface Support {
  readonly evidence: readonly Evidence[];
  readonly beside: readonly Evidence[];
  readonly gateways: readonly GatewayRef[];
}

type Generated = Extract<VirtualServiceName, { kind: 'route' | 'gatewayHost' | 'meshHost' }>;

const FOLDED =
  'Istio folds all routes of a Gateway and host into one generated VirtualService, named after the oldest of them; ' +
  'this one may come from another';

/**
 * Either a rule with a name of its own (1.24+), which then stands in place of namespace and route; or Istio up to 1.16,
 * which named no routes at all and knew no GRPCRoute (reference/istio-provenance.md 4.2).
 */
export function unnamedRule(
  route: Route,
  { path }: VirtualServiceFacts,
  name: Generated,
  support: Support,
  { bounds }: Context,
  alone: boolean,
): RouteClaim {
  const kinds = kindsOf(route);
  if (name.kind !== 'route') {
    const candidates = kinds.map((kind) => gatewayApiRef(kind, path.namespace, null));
    const why =
      `${ruleWords(route)}; namespace ${path.namespace} is that of the oldest route of this host, ` +
      'and a route of another namespace may share it';
    return { attribution: ambiguous(candidates, why, support), owners: candidates };
  }
  const candidates = oldestRoutes(name.routes, bounds).flatMap((oldest) =>
    kinds.map((kind) => gatewayApiRef(kind, path.namespace, oldest)),
  );
  const [only, ...others] = candidates;
  if (alone && only !== undefined && others.length === 0) {
    return { attribution: attributed(only, { ...support, caveat: soleCaveat(only) }), owners: [only] };
  }
  const why = route.name === undefined ? FOLDED : `${ruleWords(route)}; ${FOLDED}`;
  return { attribution: ambiguous(candidates, why, support), owners: candidates };
}

function ruleWords({ name }: Route): string {
  return name === undefined
    ? 'the route has no name, as up to Istio 1.16'
    : `its rule is called ${name}, and Istio then leaves out the names of the route it belongs to`;
}

function soleCaveat(ref: ResourceRef): string {
  return `the only route here of what Istio generated for ${wordsOf(ref)}; other routes of that host would be folded in`;
}

function kindsOf(route: Route): readonly string[] {
  if (route.name === undefined || onlyHttpRoute(route) !== null) return ['HTTPRoute'];
  return looksLikeGrpc(route) ? ['GRPCRoute', 'HTTPRoute'] : ['HTTPRoute', 'GRPCRoute'];
}

/** A number at the end of the name is istiod's counter since 1.14, and before that part of the route's own name. */
function oldestRoutes(routes: readonly string[], { least, most }: Context['bounds']): readonly string[] {
  if (routes.length < 2) return routes;
  if (least !== null && least.minor >= 14) return routes.slice(0, 1);
  return most !== null && most.minor <= 13 ? routes.slice(1) : routes;
}
