import { chainSelector } from '../../context.ts';
import { configOfChain } from '../../look/configs-of-chain.ts';
import { namesMeet, serverNamesOf } from '../../look/server-names.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly name: string;
  readonly routeConfig: string;
}

export const noVhostForSniHost: Rule = defineRule<Args>({
  code: 'no-vhost-for-sni-host',
  severity: 'error',
  needs: ['listeners', 'routes', 'gateway'],
  absence: ['routes'],
  summary: 'TLS is accepted for a host that no virtual host serves: 404 after the handshake',
  *check(context) {
    for (const placed of context.chains) {
      const config = configOfChain(context, placed.chain);
      if (config === null || config.virtualHosts.length === 0) continue;
      const domains = config.virtualHosts.flatMap((host) => host.domains);
      for (const name of serverNamesOf(placed.chain)) {
        if (domains.some((domain) => namesMeet(domain, name))) continue;
        yield {
          subject: chainSelector(placed),
          args: { name, routeConfig: config.label },
          confidence: 'certain',
          of: [placed.chain.id, config.id],
          proof: facts(`the chain accepts the server name ${name}`, `no domain of ${config.label} fits it`),
        };
      }
    }
  },
  message: ({ name }) => `accepts TLS for ${name}, and no VirtualService serves that host: 404`,
  fix: ({ name }) => `bind a VirtualService with host ${name}, or take the host out of the server`,
});
