import { placeOf } from '../../look/given-rules.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly cluster: string;
  readonly expected: string | null;
  readonly found: string | null;
}

export const drNotApplied: Rule = defineRule<Args>({
  code: 'dr-not-applied',
  severity: 'warning',
  needs: ['resources', 'clusters'],
  summary: 'A cluster does not carry the DestinationRule that the resources give it',
  *check({ comparison }) {
    for (const finding of comparison?.findings ?? []) {
      if (finding.kind !== 'cluster-changed') continue;
      const { cluster, expected, found, entity } = finding;
      const name = expected === null ? null : `${expected.namespace}/${expected.name ?? '?'}`;
      const resource = expected === null ? undefined : comparison?.resourceOf(expected);
      yield {
        subject: cluster,
        args: { cluster, expected: name, found },
        confidence: 'certain',
        of: [entity],
        resources: expected === null ? [] : [placeOf(expected, null, resource?.location ?? null)],
        proof: facts(
          name === null
            ? 'no DestinationRule given applies to it'
            : `by the resources DestinationRule ${name} applies to it`,
          found === null ? 'it carries none' : `it carries DestinationRule ${found}`,
        ),
      };
    }
  },
  message: ({ cluster, expected, found }) =>
    `${cluster} carries ${found === null ? 'no DestinationRule' : `DestinationRule ${found}`}, and the resources give it ${expected ?? 'none'}`,
  fix: () =>
    'take a fresh dump; else see exportTo and the lookup order: namespace of the client, of the Service, root namespace',
});
