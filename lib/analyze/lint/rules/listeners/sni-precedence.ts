import type { FilterChain, Listener } from '../../../../model/index.ts';
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
    const wildcards = new Map<Listener, Wildcards>();
    for (const placed of context.chains) {
      const { listener } = placed;
      const wild = wildcards.get(listener) ?? wildcardsOf(listener);
      wildcards.set(listener, wild);
      for (const name of serverNamesOf(placed.chain)) {
        if (name.startsWith('*')) continue;
        const wide = otherwise(wild, name, modeOf(placed.chain));
        if (wide === null) continue;
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

/** By the end of the name that a wildcard stands before, the first chain of each mode, with its place. */
type Wildcards = ReadonlyMap<string, ReadonlyMap<string, readonly [position: number, chain: FilterChain]>>;

function wildcardsOf({ filterChains }: Listener): Wildcards {
  const wildcards = new Map<string, Map<string, readonly [number, FilterChain]>>();
  for (const [position, chain] of filterChains.entries()) {
    for (const name of serverNamesOf(chain)) {
      if (!name.startsWith('*.')) continue;
      const modes = wildcards.get(name.slice(1)) ?? new Map<string, readonly [number, FilterChain]>();
      wildcards.set(name.slice(1), modes);
      if (!modes.has(modeOf(chain))) modes.set(modeOf(chain), [position, chain]);
    }
  }
  return wildcards;
}

/** The first chain with a wildcard that covers a name and another mode. */
function otherwise(wildcards: Wildcards, name: string, mode: string): FilterChain | null {
  let first: readonly [position: number, chain: FilterChain] | null = null;
  for (let dot = name.indexOf('.', 1); dot > 0; dot = name.indexOf('.', dot + 1)) {
    for (const [other, found] of wildcards.get(name.slice(dot)) ?? []) {
      if (other !== mode && (first === null || found[0] < first[0])) first = found;
    }
  }
  return first?.[1] ?? null;
}

function modeOf({ target, tls }: FilterChain): string {
  if (target.kind === 'tcp') return tls === undefined ? 'passed through' : 'ended and sent on as TCP';
  return tls?.requireClientCertificate === true ? 'HTTP with client certificates' : 'HTTP';
}
