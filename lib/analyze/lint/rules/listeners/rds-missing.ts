import { chainSelector } from '../../context.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly name: string;
}

export const rdsMissing: Rule = defineRule<Args>({
  code: 'rds-missing',
  severity: 'error',
  needs: ['listeners', 'routes'],
  absence: ['routes'],
  summary: 'A listener asks for a route configuration that the proxy does not have: 404 to everything',
  *check(context) {
    for (const placed of context.chains) {
      const { target, id } = placed.chain;
      if (target.kind !== 'http') continue;
      const choice = context.index.routesOf(target);
      if (choice.kind !== 'empty') continue;
      const { name } = choice;
      yield {
        subject: chainSelector(placed),
        args: { name },
        confidence: 'certain',
        of: [id],
        proof: facts(`the chain asks for route configuration ${name}`, 'the input has none of that name'),
      };
    }
  },
  message: ({ name }) => `route configuration ${name} never came: every request gets 404`,
  fix: () =>
    'see whether istiod refuses or still builds it (its log, proxy-status); where the dump was taken with a filter, take a whole one',
});
