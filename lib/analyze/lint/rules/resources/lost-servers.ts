/** Servers of Gateways that lost against an older one: nothing in a dump tells of them. */
import type { Comparison } from '../../../../provenance/index.ts';
import { placeOf } from '../../look/given-rules.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule, RuleDefinition } from '../../rule.ts';
import { refWords, some } from '../../words/source-words.ts';

interface LostArgs {
  readonly server: string;
  readonly winner: string | null;
  readonly hosts: readonly string[];
  readonly port: number;
}

type Lost = Comparison['replay']['lostServers'][number];
type Meta = Pick<RuleDefinition<LostArgs>, 'code' | 'severity' | 'summary' | 'fix' | 'message'>;

export function lostServerRule(meta: Meta, conflicts: ReadonlySet<Lost['conflict']>): Rule {
  return defineRule<LostArgs>({
    ...meta,
    needs: ['resources', 'gateway'],
    *check({ comparison }) {
      for (const lost of comparison?.replay.lostServers ?? []) {
        if (!conflicts.has(lost.conflict)) continue;
        const { server, winner, hosts } = lost;
        const places = [server, ...(winner === null ? [] : [winner])].map(({ gateway, path }) =>
          placeOf(gateway.source.ref, path, gateway.source.locate(path)),
        );
        const [own, other] = places;
        if (own === undefined) continue;
        const all = hosts.length > 0 ? hosts : server.hosts;
        yield {
          subject: `${own.kind}/${own.namespace}/${own.name ?? '?'} ${server.path}`,
          args: {
            server: `${refWords(own)} ${server.path}`,
            winner: other === undefined ? null : `${refWords(other)} ${other.path ?? ''}`,
            hosts: all,
            port: server.port.number,
          },
          confidence: 'certain',
          resources: places,
          proof: facts(
            `${refWords(own)} ${server.path} declares port ${String(server.port.number)} ${server.port.protocol} for ${some(all)}`,
            other === undefined ? 'istiod skips it' : `${refWords(other)} ${other.path ?? ''} is older, and wins`,
          ),
        };
      }
    },
  });
}
