import type { ReplayFindingKind } from '../../look/stale.ts';
import { staleFindings } from '../../look/stale.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { some } from '../../words/source-words.ts';

interface Args {
  readonly kind: ReplayFindingKind;
  readonly places: readonly string[];
}

const WORDS = {
  'route-absent': 'routes',
  'virtual-host-absent': 'hosts',
  'route-config-absent': 'route configurations',
  'chain-absent': 'filter chains',
} as const satisfies Record<ReplayFindingKind, string>;

/** The dump alone does not tell: what has not changed for a year has an old time as well. */
export const staleConfig: Rule = defineRule<Args>({
  code: 'stale-config',
  severity: 'warning',
  needs: ['resources', 'routes', 'listeners'],
  absence: ['routes', 'listeners'],
  summary: 'The proxy lacks what the resources make: the dump is older than they, or pushes do not arrive',
  *check({ comparison }) {
    for (const { kind, places, resources } of staleFindings(comparison)) {
      yield {
        subject: WORDS[kind],
        args: { kind, places },
        confidence: 'likely',
        resources,
        proof: facts(`the resources make ${some(places)}`, 'the dump does not have them'),
      };
    }
  },
  message: ({ kind, places }) =>
    `${String(places.length)} ${WORDS[kind]} that the resources make are not in the dump: ${some(places)}`,
  fix: () =>
    'take a new dump; if it is the same, see whether istiod pushes (proxy-status), and whether an update was refused',
});
