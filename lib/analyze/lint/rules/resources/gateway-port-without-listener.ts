import type { Comparison } from '../../../../provenance/index.ts';
import { placeOf } from '../../look/given-rules.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { refWords } from '../../words/source-words.ts';

interface Args {
  readonly port: number;
  readonly bound: readonly number[];
  readonly privileged: boolean;
}

type Replay = Comparison['replay'];
type Server = Replay['selected'][number]['servers'][number];

export const gatewayPortWithoutListener: Rule = defineRule<Args>({
  code: 'gateway-port-without-listener',
  severity: 'error',
  needs: ['resources', 'listeners', 'gateway'],
  absence: ['listeners'],
  summary: 'A Gateway declares a port, and the proxy does not listen on it',
  *check({ comparison, snapshot }) {
    if (comparison === null) return;
    const { replay } = comparison;
    const open = new Set(snapshot.listeners.flatMap(({ port }) => port ?? []));
    const lost = new Set(replay.lostServers.map(({ server }) => server));
    for (const gateway of replay.selected) {
      for (const server of gateway.servers) {
        const bound = boundPorts(replay, server);
        // Without Services the bound port is not known: then nothing is missing for certain.
        if (lost.has(server) || bound.length === 0 || bound.some((port) => open.has(port))) continue;
        const place = placeOf(gateway.source.ref, server.path, gateway.source.locate(server.path));
        const privileged = snapshot.proxy?.unprivileged === true && bound.every((port) => port < 1024);
        yield {
          subject: `${place.kind}/${place.namespace}/${place.name ?? '?'} ${server.path}`,
          args: { port: server.port.number, bound, privileged },
          confidence: 'certain',
          resources: [place],
          proof: facts(
            `${refWords(place)} ${server.path} declares port ${String(server.port.number)}, bound as ${bound.join(', ')}`,
            `the proxy listens on ${[...open].sort((a, b) => a - b).join(', ') || 'nothing'}`,
          ),
        };
      }
    }
  },
  message: ({ port, bound, privileged }) =>
    `port ${String(port)} (bound as ${bound.join(', ')}) has no listener${privileged ? ': the pod may not bind ports below 1024' : ''}`,
  fix: ({ privileged }) =>
    privileged
      ? 'let targetPort of the Service be above 1024, or set net.ipv4.ip_unprivileged_port_start'
      : 'see whether the listener was refused, or has no chain (PASSTHROUGH without tls rules); a stale dump looks the same',
});

function boundPorts({ routeConfigs, chains }: Replay, server: Server): readonly number[] {
  const http = routeConfigs.flatMap(({ servers, boundPort }) => (servers.includes(server) ? [boundPort] : []));
  const tcp = chains.flatMap((chain) => (chain.server === server && chain.isPortKnown ? [chain.boundPort] : []));
  return [...new Set([...http, ...tcp])].sort((a, b) => a - b);
}
