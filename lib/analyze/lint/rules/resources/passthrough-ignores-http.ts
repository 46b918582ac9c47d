import type { Rule } from '../../rule.ts';
import { droppedRule } from './dropped-rules.ts';

export const passthroughIgnoresHttp: Rule = droppedRule(
  {
    code: 'passthrough-ignores-http',
    severity: 'warning',
    summary: 'HTTP rules for a server that passes TLS through, or the other way round: they are ignored',
    fix: () => 'end TLS at the gateway (mode SIMPLE) to use http rules; with PASSTHROUGH write tls rules with sniHosts',
  },
  ['protocol-mismatch'],
);
