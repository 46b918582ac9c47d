import type { Filter, Source } from '../../model/index.ts';
import type { RbacVerdict } from '../../matching/index.ts';
import { policySource, policyWords } from './policy-name.ts';
import { gapWords } from './words/gap.ts';
import { listed } from './words/quote.ts';

type Undone = Exclude<RbacVerdict['decision'], { readonly kind: 'allowed' }>;

/** Who denies or may deny: the policy by its AuthorizationPolicy, or the ALLOW rules of which none fits. */
export function rbacWords(filter: Filter, decision: Undone): { readonly by: string; readonly source: Source | null } {
  if (decision.kind === 'indeterminate') {
    const who = decision.policies.length === 0 ? filter.name : listed(decision.policies.map(policyWords));
    return { by: `${who}: ${[...new Set(decision.gaps.map(gapWords))].join('; ')}`, source: null };
  }
  const { policy, among } = decision;
  if (policy !== null) return { by: policyWords(policy), source: policySource(policy) };
  const by =
    among.length === 0
      ? `${filter.name}, whose ALLOW list is empty: it denies everything`
      : `${filter.name}: no ALLOW rule lets it pass, neither of ${listed(among.map(policyWords))}`;
  const [only, second] = among;
  return { by, source: only === undefined || second !== undefined ? null : policySource(only) };
}
