import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly hosts: number;
}

export const trustedHopsHint: Rule = defineRule<Args>({
  code: 'trusted-hops-hint',
  severity: 'info',
  needs: ['listeners', 'routes', 'gateway'],
  summary: 'Redirects to https, and x-forwarded-proto of a load balancer is not trusted',
  *check(context) {
    for (const config of new Set(context.hosts.map((place) => place.config))) {
      const entry = context.prober.entriesOf(config)[0];
      if (entry?.chain.target.kind !== 'http' || entry.chain.transportSocket !== null) continue;
      const { useRemoteAddress, xffNumTrustedHops = 0 } = entry.chain.target;
      const hosts = config.virtualHosts.filter(({ requireTls }) => requireTls === 'ALL').length;
      if (useRemoteAddress !== true || xffNumTrustedHops > 0 || hosts === 0) continue;
      yield {
        subject: config.label,
        args: { hosts },
        confidence: 'certain',
        of: [config.id],
        proof: facts(
          'use_remote_address is on and xff_num_trusted_hops is 0',
          `${String(hosts)} virtual hosts redirect what is not https by x-forwarded-proto`,
        ),
      };
    }
  },
  message: ({ hosts }) =>
    `redirects plain HTTP for ${String(hosts)} host${hosts === 1 ? '' : 's'}, and does not trust x-forwarded-proto: behind a load balancer that ends TLS this loops`,
  fix: () =>
    'nothing without such a load balancer; with one set numTrustedProxies in the gatewayTopology of the proxy config',
});
