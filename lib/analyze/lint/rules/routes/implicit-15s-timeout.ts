import { routeSelector } from '../../context.ts';
import { routeProof } from '../../probe/route-proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

export const implicit15sTimeout: Rule = defineRule<Record<string, never>>({
  code: 'implicit-15s-timeout',
  severity: 'warning',
  needs: ['routes'],
  summary: "A route without timeout: Envoy's 15 seconds apply, where Istio writes none",
  *check(context) {
    for (const place of context.routes) {
      const { action } = place.route;
      if (action.kind !== 'forward' || action.timeout !== undefined) continue;
      yield {
        subject: routeSelector(place),
        args: {},
        confidence: 'certain',
        of: [place.route.id],
        proof: routeProof(
          context,
          place,
          'The route takes it, and gives up after 15 s.',
          'the route has no timeout',
          'Envoy then takes 15 s; istiod writes 0s, so that somebody else made this route',
        ),
      };
    }
  },
  message: () => 'has no timeout, so that Envoy ends requests after 15 s (504): a route of an EnvoyFilter, most likely',
  fix: () => 'write timeout: 0s (none) or the one you want into the patch of the EnvoyFilter',
});
