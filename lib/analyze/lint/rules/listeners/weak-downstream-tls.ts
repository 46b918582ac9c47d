import { chainSelector } from '../../context.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly version: string;
}

const WEAK: ReadonlySet<string> = new Set(['TLSv1_0', 'TLSv1_1']);

export const weakDownstreamTls: Rule = defineRule<Args>({
  code: 'weak-downstream-tls',
  severity: 'warning',
  needs: ['listeners'],
  summary: 'A server accepts TLS below 1.2',
  *check(context) {
    for (const placed of context.chains) {
      const version = placed.chain.tls?.minVersion;
      if (version === undefined || !WEAK.has(version)) continue;
      yield {
        subject: chainSelector(placed),
        args: { version },
        confidence: 'certain',
        of: [placed.chain.id],
        proof: facts(`tls_minimum_protocol_version is ${version}`, 'TLS 1.0 and 1.1 are deprecated (RFC 8996)'),
      };
    }
  },
  message: ({ version }) => `accepts ${version.replace('TLSv1_', 'TLS 1.')}`,
  fix: () => 'set minProtocolVersion TLSV1_2 in tls of the Gateway server',
});
