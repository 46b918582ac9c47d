import { routeSelector } from '../../context.ts';
import { routeProof } from '../../probe/route-proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly timeout: string;
  readonly perTry: string;
  readonly tries: number;
}

export const retryTimeoutBudget: Rule = defineRule<Args>({
  code: 'retry-timeout-budget',
  severity: 'info',
  needs: ['routes'],
  summary: 'The timeout ends a request before its retries are used up',
  *check(context) {
    for (const place of context.routes) {
      const { action } = place.route;
      if (action.kind !== 'forward') continue;
      const { timeout, retryPolicy } = action;
      const whole = secondsOf(timeout);
      const each = secondsOf(retryPolicy?.perTryTimeout);
      const tries = (retryPolicy?.numRetries ?? 1) + 1;
      if (timeout === undefined || retryPolicy?.perTryTimeout === undefined || whole === null || each === null)
        continue;
      if (whole === 0 || each === 0 || each * tries <= whole) continue;
      const args = { timeout, perTry: retryPolicy.perTryTimeout, tries };
      yield {
        subject: routeSelector(place),
        args,
        confidence: 'certain',
        of: [place.route.id],
        proof: routeProof(
          context,
          place,
          `The route takes it, and allows ${String(tries)} tries within ${timeout}.`,
          `timeout ${timeout}`,
          `${String(tries)} tries of ${args.perTry} each`,
        ),
      };
    }
  },
  message: ({ timeout, perTry, tries }) =>
    `${String(tries)} tries of ${perTry} do not fit into the timeout of ${timeout}`,
  fix: () => 'raise timeout, or lower perTryTimeout or attempts',
});

/** Protobuf's JSON form of a duration. */
function secondsOf(duration: string | undefined): number | null {
  const digits = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
