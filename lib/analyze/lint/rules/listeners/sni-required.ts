import { facts } from '../../probe/proof.ts';
import { serverNamesOf } from '../../look/server-names.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly port: number | null;
  readonly names: number;
}

export const sniRequired: Rule = defineRule<Args>({
  code: 'sni-required',
  severity: 'info',
  needs: ['listeners', 'gateway'],
  summary: 'A TLS port closes connections of clients that send no server name',
  *check(context) {
    for (const listener of new Set(context.chains.map((placed) => placed.listener))) {
      const { filterChains, label, port, id } = listener;
      const names = filterChains.flatMap(serverNamesOf);
      const isOpen = filterChains.some((chain) => chain.isDefault || serverNamesOf(chain).length === 0);
      if (filterChains.length === 0 || isOpen) continue;
      yield {
        subject: label,
        args: { port, names: names.length },
        confidence: 'certain',
        of: [id],
        proof: facts(
          `all ${String(filterChains.length)} filter chains of ${label} ask for a server name`,
          'there is no default chain',
        ),
      };
    }
  },
  message: ({ port }) =>
    `port ${String(port ?? '?')} closes TLS connections without a known server name: load balancers' probes and old clients`,
  fix: () => 'nothing, for browsers; else add a server with host "*" and a certificate, or let probes use port 15021',
});
