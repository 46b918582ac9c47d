import { hostSelector } from '../../context.ts';
import { ownersOf } from '../../look/owners.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly routes: number;
  readonly regexes: number;
}

/** Envoy tries routes one after the other: some 10 µs for 256 prefixes (envoyproxy/envoy#37086), more for regexes. */
const MANY_ROUTES = 500;
const MANY_REGEXES = 50;

export const routeScanDepth: Rule = defineRule<Args>({
  code: 'route-scan-depth',
  severity: 'info',
  needs: ['routes'],
  summary: 'Requests for the last routes of a host run through very many matchers',
  *check(context) {
    for (const place of context.hosts) {
      const { routes } = place.host;
      const regexes = routes.filter(({ match }) => match.path.kind === 'regex').length;
      if (routes.length <= MANY_ROUTES && regexes <= MANY_REGEXES) continue;
      yield {
        subject: hostSelector(place),
        args: { routes: routes.length, regexes },
        confidence: 'certain',
        of: ownersOf(context, place)
          .slice(0, 5)
          .flatMap(({ routes: [first] }) => first?.route.id ?? []),
        proof: facts(
          `the virtual host has ${String(routes.length)} routes, ${String(regexes)} of them by regex`,
          'Envoy tries them one after the other',
        ),
      };
    }
  },
  message: ({ routes, regexes }) =>
    `the last routes of the host stand behind ${String(routes)} others, ${String(regexes)} of them regexes`,
  fix: () => 'put what is asked most first, turn regexes into prefixes, or split the host',
});
