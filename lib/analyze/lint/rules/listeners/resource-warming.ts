import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly kind: 'listener' | 'cluster';
  readonly name: string;
}

export const resourceWarming: Rule = defineRule<Args>({
  code: 'resource-warming',
  severity: 'error',
  needs: ['states'],
  summary: 'A listener or cluster waits for something before Envoy uses it',
  *check({ snapshot }) {
    const all = [
      ...snapshot.listeners.map(({ id, label, state }) => ({ id, name: label, state, kind: 'listener' as const })),
      ...snapshot.clusters.map(({ id, name, state }) => ({ id, name, state, kind: 'cluster' as const })),
    ];
    for (const { id, name, state, kind } of all) {
      if (state !== 'warming') continue;
      yield {
        subject: name,
        args: { kind, name },
        confidence: 'certain',
        of: [id],
        proof: facts(
          `${kind} ${name} is in the warming state`,
          kind === 'listener' ? 'it does not accept connections yet' : 'requests to it get 503 (NC)',
        ),
      };
    }
  },
  message: ({ kind, name }) =>
    `${kind} ${name} is warming: it waits for ${kind === 'listener' ? 'routes (RDS) or a secret (SDS)' : 'endpoints (EDS) or a secret (SDS)'}`,
  fix: () =>
    'take another dump: if it still warms, what it waits for never comes; see secret-missing and rds-missing, and the log of istiod',
});
