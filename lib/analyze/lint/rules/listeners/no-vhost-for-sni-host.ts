import type { RouteConfiguration } from '../../../../model/index.ts';
import { chainSelector } from '../../context.ts';
import { configOfChain } from '../../look/configs-of-chain.ts';
import { MeetingNames } from '../../look/meeting-names.ts';
import { serverNamesOf } from '../../look/server-names.ts';
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
    const domains = new Map<RouteConfiguration, MeetingNames>();
    for (const placed of context.chains) {
      const config = configOfChain(context, placed.chain);
      if (config === null || config.virtualHosts.length === 0) continue;
      const served = domains.get(config) ?? new MeetingNames(config.virtualHosts.flatMap((host) => host.domains));
      domains.set(config, served);
      for (const name of serverNamesOf(placed.chain)) {
        if (served.meet(name)) continue;
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
