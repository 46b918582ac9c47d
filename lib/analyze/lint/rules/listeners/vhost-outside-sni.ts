import { hostSelector } from '../../context.ts';
import { namesMeet, serverNamesOf } from '../../look/server-names.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { some } from '../../words/source-words.ts';

interface Args {
  readonly domain: string;
  readonly names: readonly string[];
}

export const vhostOutsideSni: Rule = defineRule<Args>({
  code: 'vhost-outside-sni',
  severity: 'warning',
  needs: ['listeners', 'routes', 'gateway'],
  summary: 'A host is served behind TLS whose server names never lead to it',
  *check(context) {
    for (const { config, host } of context.hosts) {
      const entries = context.prober.entriesOf(config);
      const names = [...new Set(entries.flatMap(({ chain }) => serverNamesOf(chain)))];
      if (entries.length === 0 || host.routes.length === 0) continue;
      if (entries.some(({ chain }) => serverNamesOf(chain).length === 0)) continue;
      const lost = host.domains.filter((domain) => !names.some((name) => namesMeet(domain, name)));
      const [domain] = lost;
      if (domain === undefined || lost.length < host.domains.length) continue;
      yield {
        subject: hostSelector({ config, host }),
        args: { domain, names },
        confidence: 'certain',
        of: [host.id],
        proof: facts(
          `the chains that lead to ${config.label} accept ${some(names)}`,
          `the virtual host has the domain ${domain}`,
        ),
      };
    }
  },
  message: ({ domain, names }) => `${domain} is only reached by requests whose server name is another (${some(names)})`,
  fix: () => 'make the hosts of the VirtualService fit those of the Gateway server',
});
