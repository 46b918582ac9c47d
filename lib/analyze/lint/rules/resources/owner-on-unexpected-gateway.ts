import { routeSelector } from '../../context.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { some } from '../../words/source-words.ts';
import { unexpectedOwners } from './unexpected-owners.ts';

interface Args {
  readonly owner: string;
  readonly gateways: readonly string[];
}

export const ownerOnUnexpectedGateway: Rule = defineRule<Args>({
  code: 'owner-on-unexpected-gateway',
  severity: 'warning',
  needs: ['resources', 'routes', 'gateway'],
  summary: 'A route stands behind a Gateway that its VirtualService is not bound to',
  *check(context) {
    for (const { place, owner, why, named } of unexpectedOwners(context)) {
      if (why !== 'gateway') continue;
      yield {
        subject: routeSelector(place),
        args: { owner, gateways: named },
        confidence: 'certain',
        of: [place.route.id],
        proof: facts(
          `the route names VirtualService ${owner}`,
          `that is bound to ${some(named)}, none of which serves ${place.config.label}`,
        ),
      };
    }
  },
  message: ({ owner, gateways }) =>
    `VirtualService ${owner} is bound to ${some(gateways)} only, and its route is here all the same`,
  fix: () => 'take a fresh dump and fresh resources; if it stays, it is a fault of the control plane',
});
