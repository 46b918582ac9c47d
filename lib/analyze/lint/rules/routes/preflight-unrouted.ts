import type { Route } from '../../../../model/index.ts';
import { routeSelector } from '../../context.ts';
import { sampleRequest } from '../../probe/sample-request.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly method: string;
}

const CORS: ReadonlySet<string> = new Set(['envoy.filters.http.cors', 'envoy.cors']);

export const preflightUnrouted: Rule = defineRule<Args>({
  code: 'preflight-unrouted',
  severity: 'warning',
  needs: ['routes'],
  summary: 'A route has a CORS policy, but the preflight (OPTIONS) goes elsewhere',
  *check(context) {
    for (const { config, host, route } of context.routes) {
      const method = (route.match.headers ?? []).find(({ name }) => name === ':method');
      if (!hasCors(route) || method === undefined || hasCors(host)) continue;
      const sample = sampleRequest(route.match);
      if (sample === null) continue;
      const headers = {
        ...sample.headers,
        origin: ['https://app.example.com'],
        'access-control-request-method': [sample.method],
      };
      const probe = { config, host, path: sample.path, method: 'OPTIONS', headers };
      const probed = context.prober.ask(probe);
      if (probed === null || probed.seen.open || probed.seen.requiresTls) continue;
      const taker = probed.seen.route;
      if (taker !== null && hasCors(taker)) continue;
      yield {
        subject: routeSelector({ config, host, route }),
        args: { method: sample.method },
        confidence: 'certain',
        of: [route.id],
        proof: {
          kind: 'probe',
          probe,
          holds: (seen) =>
            seen.route === null
              ? 'No route takes the preflight: 404.'
              : hasCors(seen.route)
                ? null
                : `Route ${String(seen.route.index)} takes the preflight, and it has no CORS policy.`,
        },
      };
    }
  },
  message: ({ method }) => `has a corsPolicy but takes ${method} only: the browser's OPTIONS before it finds no CORS`,
  fix: () =>
    'drop the method match, or add OPTIONS to it; the CORS filter answers preflights of the route that takes them',
});

function hasCors({ perFilterConfig = {} }: Pick<Route, 'perFilterConfig'>): boolean {
  return Object.keys(perFilterConfig).some((name) => CORS.has(name));
}
