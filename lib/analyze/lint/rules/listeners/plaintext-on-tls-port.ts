import { declaredPortOfHost } from '../../../rows/index.ts';
import { chainSelector } from '../../context.ts';
import { configOfChain } from '../../look/configs-of-chain.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly port: number;
}

const TLS_PORTS: ReadonlySet<number> = new Set([443, 8443]);

export const plaintextOnTlsPort: Rule = defineRule<Args>({
  code: 'plaintext-on-tls-port',
  severity: 'warning',
  needs: ['listeners', 'gateway'],
  summary: 'A port that usually speaks TLS speaks plain HTTP: HTTPS servers on it were dropped without a word',
  *check(context) {
    for (const placed of context.chains) {
      const { listener, chain } = placed;
      if (listener.filterChains.length !== 1 || chain.transportSocket !== null || chain.target.kind !== 'http')
        continue;
      const declared = configOfChain(context, chain)?.virtualHosts.map(declaredPortOfHost) ?? [];
      const port = [listener.port, ...declared].find((one) => one !== null && TLS_PORTS.has(one)) ?? null;
      if (port === null) continue;
      yield {
        subject: chainSelector(placed),
        args: { port },
        confidence: 'likely',
        of: [chain.id],
        proof: facts(`the only filter chain of ${listener.label} has no TLS`, `its port is ${String(port)}`),
      };
    }
  },
  message: ({ port }) =>
    `port ${String(port)} speaks plain HTTP: TLS clients fail, and HTTPS servers declared on it are gone`,
  fix: () => 'give the HTTP server another port, or make it HTTPS; it is right only where a load balancer ends TLS',
});
