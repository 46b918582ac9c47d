import type { Rule } from '../../rule.ts';
import { some } from '../../words/source-words.ts';
import { lostServerRule } from './lost-servers.ts';

export const duplicateSni: Rule = lostServerRule(
  {
    code: 'duplicate-sni',
    severity: 'error',
    summary: 'Two TLS servers of one port have the same host: the younger is skipped without a word',
    message: ({ hosts, port, winner }) =>
      `is skipped for ${some(hosts)} on port ${String(port)}: ${winner ?? 'an older server'} has that host`,
    fix: () => 'merge both servers, or give each hosts of its own',
  },
  new Set(['duplicate-host']),
);
