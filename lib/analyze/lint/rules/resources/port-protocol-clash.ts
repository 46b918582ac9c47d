import type { Rule } from '../../rule.ts';
import { lostServerRule } from './lost-servers.ts';

export const portProtocolClash: Rule = lostServerRule(
  {
    code: 'port-protocol-clash',
    severity: 'error',
    summary: 'Servers of one port speak different protocols: the younger is skipped without a word',
    message: ({ port, winner }) =>
      `is skipped on port ${String(port)}: ${winner ?? 'an older server'} uses the port another way`,
    fix: () => 'give each protocol a port of its own, and every server a port name of its own',
  },
  new Set(['protocol', 'route-name', 'no-tls-settings']),
);
