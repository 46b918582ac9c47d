import { matchKey } from '../../look/match-key.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly routes: number;
  readonly repeated: number;
  readonly hosts: number;
}

/** Fewer cost nothing worth a word. */
const MANY = 1000;

export const rdsBloat: Rule = defineRule<Args>({
  code: 'rds-bloat',
  severity: 'info',
  needs: ['routes', 'gateway'],
  summary: 'Most routes of a configuration repeat those of its other hosts',
  *check(context) {
    for (const config of new Set(context.hosts.map((place) => place.config))) {
      const routes = config.virtualHosts.flatMap((host) => host.routes);
      if (routes.length < MANY) continue;
      const seen = new Set<string>();
      for (const route of routes)
        seen.add(`${matchKey(route.match)}\n${context.outcomes.of(route)}\n${route.istio?.config ?? ''}`);
      const repeated = routes.length - seen.size;
      if (repeated * 2 < routes.length) continue;
      const hosts = config.virtualHosts.length;
      yield {
        subject: config.label,
        args: { routes: routes.length, repeated, hosts },
        confidence: 'certain',
        of: [config.id],
        proof: facts(
          `${String(routes.length)} routes in ${String(hosts)} virtual hosts`,
          `${String(repeated)} of them repeat another`,
        ),
      };
    }
  },
  message: ({ routes, repeated, hosts }) =>
    `${String(repeated)} of ${String(routes)} routes repeat those of other hosts (${String(hosts)} virtual hosts): memory, and slow pushes`,
  fix: () => 'give VirtualServices fewer hosts: a wildcard host, or one VirtualService a host with only what it serves',
});
