import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { facts } from '../../probe/proof.ts';

interface Args {
  readonly port: number;
  readonly example: string;
}

export const hostPortNotIgnored: Rule = defineRule<Args>({
  code: 'host-port-not-ignored',
  severity: 'warning',
  needs: ['listeners', 'routes', 'gateway'],
  summary: 'A Host header with a port finds no virtual host',
  *check(context) {
    for (const config of new Set(context.hosts.map((place) => place.config))) {
      const entry = context.prober.entriesOf(config)[0];
      if (entry?.chain.target.kind !== 'http' || config.ignorePortInHostMatching) continue;
      const { stripAnyHostPort, stripMatchingHostPort } = entry.chain.target;
      if (stripAnyHostPort === true || stripMatchingHostPort === true) continue;
      const port = entry.listener.port ?? 0;
      const domains = config.virtualHosts.flatMap((host) => host.domains);
      const example = domains.find((domain) => !domain.includes('*') && !/:\d+$/.test(domain));
      if (example === undefined || domains.includes('*') || domains.some((domain) => domain.startsWith(`${example}:`)))
        continue;
      yield {
        subject: config.label,
        args: { port, example },
        confidence: 'certain',
        of: [config.id],
        proof: facts(
          'ignore_port_in_host_matching is off, and the connection manager strips no port',
          `domain ${example} has no form with a port`,
        ),
      };
    }
  },
  message: ({ port, example }) => `Host: ${example}:${String(port)} finds no virtual host: 404`,
  fix: () =>
    'upgrade Istio (newer releases ignore the port on gateways), or add the host with its port to the VirtualService',
});
