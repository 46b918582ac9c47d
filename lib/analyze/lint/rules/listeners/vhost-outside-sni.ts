import type { RouteConfiguration } from '../../../../model/index.ts';
import { hostSelector } from '../../context.ts';
import type { LintContext } from '../../context.ts';
import { MeetingNames } from '../../look/meeting-names.ts';
import { serverNamesOf } from '../../look/server-names.ts';
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
    const known = new Map<RouteConfiguration, Accepted | null>();
    for (const { config, host } of context.hosts) {
      let accepted = known.get(config);
      if (accepted === undefined) known.set(config, (accepted = acceptedFor(context, config)));
      if (accepted === null || host.routes.length === 0) continue;
      const { names, all } = accepted;
      const [domain] = host.domains;
      if (domain === undefined || host.domains.some((one) => all.meet(one))) continue;
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

/** The server names that lead to a route configuration. */
interface Accepted {
  readonly names: readonly string[];
  readonly all: MeetingNames;
}

/** Null where nothing leads there, or any name does. */
function acceptedFor({ prober }: LintContext, config: RouteConfiguration): Accepted | null {
  const byChain = prober.entriesOf(config).map(({ chain }) => serverNamesOf(chain));
  if (byChain.length === 0 || byChain.some((names) => names.length === 0)) return null;
  const names = [...new Set(byChain.flat())];
  return { names, all: new MeetingNames(names) };
}
