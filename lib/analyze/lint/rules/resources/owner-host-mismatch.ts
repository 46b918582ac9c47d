import { routeSelector } from '../../context.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { hostWords } from '../../look/owners.ts';
import { some } from '../../words/source-words.ts';
import { unexpectedOwners } from './unexpected-owners.ts';

interface Args {
  readonly owner: string;
  readonly host: string;
  readonly hosts: readonly string[];
}

export const ownerHostMismatch: Rule = defineRule<Args>({
  code: 'owner-host-mismatch',
  severity: 'warning',
  needs: ['resources', 'routes', 'gateway'],
  summary: 'A host has a route of a VirtualService that does not name that host',
  *check(context) {
    for (const { place, owner, why, named } of unexpectedOwners(context)) {
      if (why !== 'host') continue;
      const host = hostWords(place.host);
      yield {
        subject: routeSelector(place),
        args: { owner, host, hosts: named },
        confidence: 'certain',
        of: [place.route.id],
        proof: facts(
          `the route names VirtualService ${owner}`,
          `that has the hosts ${some(named)}, and the route is of ${host}`,
        ),
      };
    }
  },
  message: ({ owner, host, hosts }) => `${host} has a route of VirtualService ${owner}, whose hosts are ${some(hosts)}`,
  fix: () => 'take a fresh dump and fresh resources; if it stays, it is a fault of the control plane',
});
