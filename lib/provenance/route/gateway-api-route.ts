/** Routes of HTTPRoutes and GRPCRoutes: the route's name tells the truth, metadata names a merge of several objects. */
import type { Evidence, GatewayRef, ResourceRef, Route } from '../../model/index.ts';
import { ambiguous, attributed } from '../claim.ts';
import type { VirtualServiceFacts } from '../config-facts.ts';
import type { Context } from '../context.ts';
import { serverWords } from '../gateway-server-claim.ts';
import { parseRouteRuleName } from '../parse/route-rule-name.ts';
import type { RouteRuleName } from '../parse/route-rule-name.ts';
import type { VirtualServiceName } from '../parse/virtual-service-name.ts';
import { gatewayApiRef } from '../resource-ref.ts';
import { looksLikeGrpc, onlyHttpRoute } from './http-route-proofs.ts';
import type { ConfigPlace } from './place.ts';
import type { RouteClaim } from './route-claim.ts';
import { unnamedRule } from './unnamed-rule.ts';

type Generated = Extract<VirtualServiceName, { kind: 'route' | 'gatewayHost' | 'meshHost' }>;

/** `alone`: no other route of the virtual host comes from the same generated VirtualService. */
export function gatewayApiRoute(
  route: Route,
  facts: VirtualServiceFacts,
  name: Generated,
  place: ConfigPlace,
  context: Context,
  alone: boolean,
): RouteClaim {
  const own = gatewayOf(name);
  const gateways = own === null ? place.gateways : [own];
  const support = { evidence: [generatedEvidence(facts, name, own)], beside: place.evidence, gateways };
  const rule = route.name === undefined ? null : parseRouteRuleName(route.name);
  if (rule !== null) return namedAfterRule(route, rule, facts, support, context);
  return unnamedRule(route, facts, name, support, context, alone);
}

function gatewayOf(name: Generated): GatewayRef | null {
  if (name.kind !== 'gatewayHost') return null;
  return { ...gatewayApiRef('Gateway', name.gatewayNamespace, name.gateway), server: name.listener };
}

function generatedEvidence({ path }: VirtualServiceFacts, name: Generated, gateway: GatewayRef | null): Evidence {
  const made = `VirtualService ${path.namespace}/${path.name} is generated`;
  switch (name.kind) {
    case 'gatewayHost':
      return {
        kind: 'generatedName',
        detail: `${made} for host ${name.host}${gateway === null ? '' : ` of ${serverWords(gateway)}`}`,
      };
    case 'meshHost':
      return { kind: 'generatedName', detail: `${made} for routes whose parent is Service host ${name.host}` };
    case 'route':
      return { kind: 'generatedName', detail: `${made}: it names the oldest route of a Gateway and host` };
  }
}

interface Support {
  readonly evidence: readonly Evidence[];
  readonly beside: readonly Evidence[];
  readonly gateways: readonly GatewayRef[];
}

const MATCH = 'which match of the rule this is cannot be told: Istio sorts them';
const SAME_NAME = `${MATCH}; a GRPCRoute of the same name would look alike here`;

/**
 * A rule's own name (1.24+) may by chance look like `<ns>.<route>.<index>`. Where the generated VirtualService is in that
 * very namespace, or the control plane is too old for rule names, it is proof; otherwise the claim stays likely.
 * One HTTP-only route settles its own kind; for other routes of the name it makes HTTPRoute likely, because a
 * GRPCRoute may have the same name as an HTTPRoute.
 */
function namedAfterRule(
  route: Route,
  rule: RouteRuleName,
  { path }: VirtualServiceFacts,
  support: Support,
  { httpRoutes }: Context,
): RouteClaim {
  const { namespace, route: name } = rule;
  const index = String(rule.rule);
  const named: Evidence = {
    kind: 'routeName',
    detail: `route name ${route.name ?? ''}: rule ${index} of ${namespace}/${name}`,
  };
  const own = onlyHttpRoute(route);
  const proof = own ?? httpRoutes.of(rule);
  const http = gatewayApiRef('HTTPRoute', namespace, name);
  if (proof !== null) {
    const confirmed = own !== null && (path.namespace === namespace || path.version !== 'v1');
    const attribution = attributed(http, {
      ...support,
      evidence: [named, ...confirming(confirmed, path.namespace), shape(proof), ...support.evidence],
      path: `rules[${index}]`,
      caveat: own === null ? SAME_NAME : MATCH,
    });
    return { attribution, owners: [http] };
  }
  const grpc = gatewayApiRef('GRPCRoute', namespace, name);
  const candidates: readonly ResourceRef[] = looksLikeGrpc(route) ? [grpc, http] : [http, grpc];
  const why = `rules[${index}] of ${namespace}/${name}; whether that is an HTTPRoute or a GRPCRoute is not in the dump`;
  const evidence = [named, ...support.evidence];
  return {
    attribution: ambiguous(candidates, why, { ...support, evidence, path: `rules[${index}]` }),
    owners: candidates,
  };
}

function confirming(confirmed: boolean, namespace: string): Evidence[] {
  if (!confirmed) return [];
  return [{ kind: 'metadata', detail: `istio.config is in namespace ${namespace}: no rule's own name, but istiod's` }];
}

function shape(proof: string): Evidence {
  return { kind: 'shape', detail: `an HTTPRoute, no GRPCRoute: ${proof}` };
}
