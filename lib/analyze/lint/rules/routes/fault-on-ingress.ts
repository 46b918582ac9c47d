import { fieldOf, numberAt } from '../../../../base/plain.ts';
import { routeSelector } from '../../context.ts';
import { routeProof } from '../../probe/route-proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly faults: readonly string[];
}

export const faultOnIngress: Rule = defineRule<Args>({
  code: 'fault-on-ingress',
  severity: 'warning',
  needs: ['routes', 'gateway'],
  summary: 'Requests of a gateway route are delayed or aborted on purpose',
  *check(context) {
    for (const place of context.routes) {
      for (const [name, config] of Object.entries(place.route.perFilterConfig ?? {})) {
        const faults = name === 'envoy.filters.http.fault' || name === 'envoy.fault' ? faultsOf(config) : [];
        if (faults.length === 0) continue;
        yield {
          subject: routeSelector(place),
          args: { faults },
          confidence: 'certain',
          of: [place.route.id],
          proof: routeProof(context, place, `The route takes it: ${faults.join(', ')}.`, ...faults),
        };
      }
    }
  },
  message: ({ faults }) => `injects faults: ${faults.join(', ')}`,
  fix: () => 'take the fault out of the rule, or keep it to test traffic by a header match',
});

/** A delay or abort with a share above zero; both spellings of the fields. */
function faultsOf(config: unknown): readonly string[] {
  const faults: string[] = [];
  for (const kind of ['delay', 'abort'] as const) {
    const fault = fieldOf(config, kind);
    const percentage = fieldOf(fault, 'percentage');
    const numerator = numberAt(percentage, 'numerator') ?? 0;
    if (fault === undefined || numerator === 0) continue;
    const denominator = fieldOf(percentage, 'denominator');
    const parts = denominator === 'MILLION' ? 10_000 : denominator === 'TEN_THOUSAND' ? 100 : 1;
    const status = numberAt(fault, 'http_status') ?? numberAt(fault, 'httpStatus');
    const delay = fieldOf(fault, 'fixed_delay') ?? fieldOf(fault, 'fixedDelay');
    const what = status === undefined ? (typeof delay === 'string' ? ` ${delay}` : '') : ` ${String(status)}`;
    faults.push(`${kind}${what} for ${String(numerator / parts)} % of requests`);
  }
  return faults;
}
