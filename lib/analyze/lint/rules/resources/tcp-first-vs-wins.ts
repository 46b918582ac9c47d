import type { Rule } from '../../rule.ts';
import { droppedRule } from './dropped-rules.ts';

export const tcpFirstVsWins: Rule = droppedRule(
  {
    code: 'tcp-first-vs-wins',
    severity: 'warning',
    summary: 'Several tcp rules for one server: only the first is used',
    fix: () => 'give each TCP service a port of its own, or keep one tcp rule with weights',
  },
  ['not-first'],
);
