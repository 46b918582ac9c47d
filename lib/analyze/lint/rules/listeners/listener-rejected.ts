import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly details: string;
  readonly attempt: string | null;
}

export const listenerRejected: Rule = defineRule<Args>({
  code: 'listener-rejected',
  severity: 'error',
  needs: ['listeners', 'states'],
  summary: 'Envoy refused a listener: what it serves is the configuration before',
  *check({ snapshot }) {
    for (const { id, label, error } of snapshot.listeners) {
      if (error === undefined) continue;
      yield {
        subject: label,
        args: { details: error.details, attempt: error.lastUpdateAttempt ?? null },
        confidence: 'certain',
        of: [id],
        proof: facts(
          `error_state of ${label}: ${error.details}`,
          `last attempt: ${error.lastUpdateAttempt ?? 'unknown'}`,
        ),
      };
    }
  },
  message: ({ details }) => `Envoy refuses this listener: ${details}; it keeps what it had before`,
  fix: () =>
    'two servers of the port clash (same host, or a filter chain twice): merge them into one Gateway server, or take one away',
});
