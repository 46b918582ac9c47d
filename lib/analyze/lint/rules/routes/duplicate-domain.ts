import { asciiLower } from '../../../rows/index.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly domain: string;
  readonly hosts: readonly string[];
}

export const duplicateDomain: Rule = defineRule<Args>({
  code: 'duplicate-domain',
  severity: 'error',
  needs: ['routes'],
  summary: 'Two virtual hosts claim one domain: Envoy refuses the whole configuration',
  *check(context) {
    for (const config of new Set(context.hosts.map((place) => place.config))) {
      const first = new Map<string, (typeof config.virtualHosts)[number]>();
      for (const host of config.virtualHosts) {
        for (const written of host.domains) {
          const domain = asciiLower(written);
          const other = first.get(domain);
          if (other === undefined) first.set(domain, host);
          else {
            yield {
              subject: config.label,
              args: { domain, hosts: [other.name, host.name] },
              confidence: 'certain',
              of: [host.id, other.id],
              proof: facts(`virtual host ${other.name} has domain ${domain}`, `virtual host ${host.name} has it, too`),
            };
          }
        }
      }
    }
  },
  message: ({ domain, hosts }) =>
    `domain ${domain} is in ${hosts.join(' and ')}: Envoy refuses such a configuration and keeps the last good one`,
  fix: () => 'remove what adds the second virtual host: an EnvoyFilter, or hosts that differ in case only',
});
