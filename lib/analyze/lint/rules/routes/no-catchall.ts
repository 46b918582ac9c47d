import { hostSelector } from '../../context.ts';
import { isCatchAll } from '../../look/catch-all.ts';
import { ownersOf } from '../../look/owners.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

export const noCatchall: Rule = defineRule<Record<string, never>>({
  code: 'no-catchall',
  severity: 'info',
  needs: ['routes', 'gateway'],
  summary: 'A host has no route for other paths than those named: 404',
  *check(context) {
    for (const place of context.hosts) {
      const { config, host } = place;
      if (host.routes.length === 0 || host.matcher !== undefined || host.incomplete === true) continue;
      if (host.routes.some(({ match }) => isCatchAll(match))) continue;
      yield {
        subject: hostSelector(place),
        args: {},
        confidence: 'certain',
        of: ownersOf(context, place).flatMap(({ routes: [first] }) => first?.route.id ?? []),
        proof: {
          kind: 'probe',
          probe: { config, host, path: '/no-route-names-this' },
          holds: (seen) =>
            seen.requiresTls
              ? 'Over plain HTTP it is redirected to https first.'
              : seen.route === null
                ? 'No route takes it: 404.'
                : null,
        },
      };
    }
  },
  message: () => 'the host has no route for other paths: they get 404',
  fix: () => 'nothing, if that is meant; else end the VirtualService with a rule without match',
});
