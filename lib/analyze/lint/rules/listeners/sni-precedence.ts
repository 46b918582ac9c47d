import type { FilterChain } from '../../../../model/index.ts';
import { chainSelector } from '../../context.ts';
import { serverNamesOf } from '../../look/server-names.ts';
import { facts } from '../../probe/proof.ts';
import { serverNameCovers } from '../../probe/host-name.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly name: string;
  readonly wildcard: string;
  readonly modes: readonly string[];
}

export const sniPrecedence: Rule = defineRule<Args>({
  code: 'sni-precedence',
  severity: 'info',
  needs: ['listeners', 'gateway'],
  summary: 'A server name is cut out of a wildcard that another server has, and treated otherwise',
  *check(context) {
    for (const placed of context.chains) {
      for (const name of serverNamesOf(placed.chain)) {
        if (name.startsWith('*')) continue;
        const wide = placed.listener.filterChains.find(
          (chain) =>
            chain !== placed.chain &&
            modeOf(chain) !== modeOf(placed.chain) &&
            serverNamesOf(chain).some((one) => one.startsWith('*.') && serverNameCovers(one, name)),
        );
        if (wide === undefined) continue;
        const wildcard = serverNamesOf(wide).find((one) => one.startsWith('*.') && serverNameCovers(one, name)) ?? '*';
        yield {
          subject: chainSelector(placed),
          args: { name, wildcard, modes: [modeOf(placed.chain), modeOf(wide)] },
          confidence: 'certain',
          of: [placed.chain.id, wide.id],
          proof: facts(
            `${name} has a chain of its own (${modeOf(placed.chain)})`,
            `${wildcard} is served as ${modeOf(wide)}`,
          ),
        };
      }
    }
  },
  message: ({ name, wildcard, modes }) =>
    `${name} is ${modes[0] ?? '?'} although ${wildcard} is ${modes[1] ?? '?'}: the exact name wins`,
  fix: () => 'nothing, if both are meant',
});

function modeOf({ target, tls }: FilterChain): string {
  if (target.kind === 'tcp') return tls === undefined ? 'passed through' : 'ended and sent on as TCP';
  return tls?.requireClientCertificate === true ? 'HTTP with client certificates' : 'HTTP';
}
