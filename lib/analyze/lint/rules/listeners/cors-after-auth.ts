import { isRbac, rbacVerdicts } from '../../../../matching/index.ts';
import type { Filter } from '../../../../model/index.ts';
import { routeSelector } from '../../context.ts';
import type { LintContext, PlacedRoute } from '../../context.ts';
import type { Probe } from '../../probe/proof.ts';
import { sampleRequest } from '../../probe/sample-request.ts';
import type { Seen } from '../../probe/seen.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly policy: string | null;
}

const CORS = /(?:^|\.)http\.cors$|^envoy\.cors$/;

/** istiod puts authorization before CORS: it hurts where a policy refuses the preflight, which carries no credentials. */
export const corsAfterAuth: Rule = defineRule<Args>({
  code: 'cors-after-auth',
  severity: 'warning',
  needs: ['listeners', 'routes'],
  summary: 'Authorization refuses the CORS preflight before the CORS filter sees it',
  *check(context) {
    for (const place of context.routes) {
      if (!Object.keys(place.route.perFilterConfig ?? {}).some((name) => CORS.test(name))) continue;
      const probe = preflightOf(place);
      const probed = probe === null ? null : context.prober.ask(probe);
      if (probe === null || probed?.seen.route !== place.route) continue;
      const denied = deniedBy(context, probed.seen, place);
      if (denied === null) continue;
      yield {
        subject: routeSelector(place),
        args: { policy: denied.policy },
        confidence: 'certain',
        of: [place.route.id],
        proof: {
          kind: 'probe',
          probe,
          holds: (seen) =>
            deniedBy(context, seen, place) === null
              ? null
              : `The preflight is refused (403) by ${denied.policy ?? 'a filter that allows only what is listed'}.`,
        },
      };
    }
  },
  message: ({ policy }) =>
    `its preflight is refused (403)${policy === null ? '' : ` by ${policy}`} before the CORS filter: browsers call that a CORS error`,
  fix: () => 'let method OPTIONS pass in the AuthorizationPolicy (methods, or notMethods in a DENY rule)',
});

function preflightOf({ config, host, route }: PlacedRoute): Probe | null {
  const sample = sampleRequest(route.match);
  if (sample === null) return null;
  const asked = { origin: ['https://app.example.com'], 'access-control-request-method': [sample.method] };
  return { config, host, path: sample.path, method: 'OPTIONS', headers: { ...sample.headers, ...asked } };
}

function deniedBy({ index }: LintContext, { admitted }: Seen, { config, host, route }: PlacedRoute): Args | null {
  if (admitted === null) return null;
  const { hcm, request: asked, certificate } = admitted.facts;
  const cors = hcm.httpFilters.findIndex((filter: Filter) => CORS.test(filter.name));
  const before = hcm.httpFilters.slice(0, Math.max(0, cors)).filter(isRbac);
  const ignorePathParameters = config.ignorePathParameters === true;
  const connection = { listenerPort: null, regexes: index.regexes, ignorePathParameters };
  const place = { routeConfig: config, virtualHost: host, route };
  for (const { filter, decision } of rbacVerdicts(hcm, place, {
    request: admitted,
    asked,
    certificate,
    ...connection,
  })) {
    if (decision.kind === 'indeterminate') return null;
    if (decision.kind === 'denied') return before.includes(filter) ? { policy: decision.policy } : null;
  }
  return null;
}
