import type { Rule } from '../../rule.ts';
import { droppedRule } from './dropped-rules.ts';

export const delegateMissing: Rule = droppedRule(
  {
    code: 'delegate-missing',
    severity: 'error',
    summary: 'A delegate is missing, hidden, or contradicts its root: its routes vanish',
    fix: () =>
      'name an existing VirtualService without hosts, export it to the root’s namespace, and keep its matches within the root’s',
  },
  ['delegate-missing', 'delegate-not-exported', 'delegate-conflict'],
);
