import { fieldOf, listAt, recordOf } from '../../../../base/plain.ts';
import type { Filter } from '../../../../model/index.ts';
import { chainSelector } from '../../context.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly action: 'ALLOW' | 'DENY';
  readonly policies: readonly string[];
}

export const authzAllowNothing: Rule = defineRule<Args>({
  code: 'authz-allow-nothing',
  severity: 'warning',
  needs: ['listeners'],
  summary: 'An authorization filter refuses everything',
  *check(context) {
    for (const placed of context.chains) {
      const { target, networkFilters, id } = placed.chain;
      const filters = [...networkFilters, ...(target.kind === 'http' ? target.httpFilters : [])];
      for (const filter of filters) {
        const args = filter.type?.endsWith('RBAC') === true ? verdictOf(filter) : null;
        if (args === null) continue;
        yield {
          subject: chainSelector(placed),
          args,
          confidence: 'certain',
          of: [id],
          resources: args.policies.flatMap(policyRef),
          proof: facts(
            `filter ${filter.name} has action ${args.action}`,
            args.action === 'ALLOW'
              ? 'none of its policies can ever match'
              : `${args.policies.join(', ')} matches everything`,
          ),
        };
      }
    }
  },
  message: ({ action, policies }) =>
    action === 'ALLOW'
      ? 'allows nothing: every request is refused (403)'
      : `denies everything by ${policies.join(', ')}`,
  fix: () =>
    'see the AuthorizationPolicy: an ALLOW policy without rules allows nothing; a DENY rule with HTTP fields denies every connection of a TCP port',
});

/** Shadow rules decide nothing. */
function verdictOf({ config }: Filter): Args | null {
  const rules = fieldOf(config, 'rules');
  if (rules === undefined || fieldOf(rules, 'matcher') !== undefined) return null;
  const policies = Object.entries(recordOf(fieldOf(rules, 'policies')) ?? {});
  const action = fieldOf(rules, 'action') ?? 'ALLOW';
  if (action === 'ALLOW' && policies.every(([, policy]) => isNever(policy))) {
    return { action, policies: policies.map(([name]) => name) };
  }
  const all = policies.filter(([, policy]) => isAny(policy)).map(([name]) => name);
  return action === 'DENY' && all.length > 0 ? { action, policies: all } : null;
}

const NESTED = ['and_rules', 'or_rules', 'and_ids', 'or_ids', 'andRules', 'orRules', 'andIds', 'orIds'] as const;
const DEPTH = 16;

/** `any`, wrapped in lists of one as istiod writes it. */
function matchesAny(value: unknown, depth = 0): boolean {
  if (fieldOf(value, 'any') === true) return true;
  if (depth > DEPTH) return false;
  return NESTED.some((key) => {
    const group = fieldOf(value, key);
    const members = [...listAt(group, 'rules'), ...listAt(group, 'ids')];
    return members.length > 0 && members.every((member) => matchesAny(member, depth + 1));
  });
}

function matchesNone(value: unknown): boolean {
  const inner = ['not_rule', 'not_id', 'notRule', 'notId']
    .map((key) => fieldOf(value, key))
    .find((one) => one !== undefined);
  return inner !== undefined && matchesAny(inner);
}

function isAny(policy: unknown): boolean {
  if (fieldOf(policy, 'condition') !== undefined || fieldOf(policy, 'checked_condition') !== undefined) return false;
  return (
    listAt(policy, 'permissions').some((one) => matchesAny(one)) &&
    listAt(policy, 'principals').some((one) => matchesAny(one))
  );
}

function isNever(policy: unknown): boolean {
  return listAt(policy, 'permissions').every(matchesNone) || listAt(policy, 'principals').every(matchesNone);
}

/** `ns[istio-system]-policy[deny-admin]-rule[0]`. */
function policyRef(
  name: string,
): readonly { group: string; kind: string; namespace: string; name: string; path: string; location: null }[] {
  const [, namespace, policy, rule] = /^ns\[([^\]]*)\]-policy\[([^\]]*)\]-rule\[(\d+)\]$/.exec(name) ?? [];
  if (namespace === undefined || policy === undefined || rule === undefined) return [];
  return [
    {
      group: 'security.istio.io',
      kind: 'AuthorizationPolicy',
      namespace,
      name: policy,
      path: `rules[${rule}]`,
      location: null,
    },
  ];
}
