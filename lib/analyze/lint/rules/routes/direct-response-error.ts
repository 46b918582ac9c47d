import { routeSelector } from '../../context.ts';
import { routeProof } from '../../probe/route-proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly status: number;
}

/** Kinds whose rules cannot ask for a status: Istio answers in place of a backend that does not exist. */
const WITHOUT_STATUS: ReadonlySet<string> = new Set(['HTTPRoute', 'GRPCRoute', 'Ingress']);

export const directResponseError: Rule = defineRule<Args>({
  code: 'direct-response-error',
  severity: 'error',
  needs: ['routes'],
  summary: 'A Gateway API route answers 5xx by itself: it has no usable backend',
  *check(context) {
    for (const place of context.routes) {
      const { action } = place.route;
      if (action.kind !== 'directResponse' || action.status < 500) continue;
      const { resource, candidates } = place.source;
      const kinds = resource === null ? candidates.map(({ kind }) => kind) : [resource.kind];
      if (kinds.length === 0 || !kinds.every((kind) => WITHOUT_STATUS.has(kind))) continue;
      yield {
        subject: routeSelector(place),
        args: { status: action.status },
        confidence: 'certain',
        of: [place.route.id],
        proof: routeProof(
          context,
          place,
          `The proxy itself answers ${String(action.status)}.`,
          `the route answers ${String(action.status)} by itself`,
          'no field of its kind asks for a status',
        ),
      };
    }
  },
  message: ({ status }) =>
    `answers ${String(status)} by itself: none of its backends can be used, or all weights are 0`,
  fix: () =>
    'correct the backendRefs (name, namespace with ReferenceGrant, port) or their weights; the status of the route says which',
});
