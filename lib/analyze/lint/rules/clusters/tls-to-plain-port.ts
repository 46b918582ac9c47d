import { parseClusterName } from '../../../../provenance/index.ts';
import { clusterUses } from '../../look/cluster-uses.ts';
import { endpointPorts } from '../../look/endpoints-of.ts';
import { defaultTls, isMeshTls } from '../../look/upstream-tls.ts';
import { useDrafts } from '../../look/use-drafts.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly cluster: string;
  readonly ports: readonly number[];
}

const PLAIN_PORTS: ReadonlySet<number> = new Set([80, 8080]);

/** The endpoints' own port counts: TLS origination declares port 80 and sends to 443, which is how it is meant. */
export const tlsToPlainPort: Rule = defineRule<Args>({
  code: 'tls-to-plain-port',
  severity: 'warning',
  needs: ['clusters', 'endpoints', 'routes'],
  summary: 'TLS goes to a port that usually speaks plain text: WRONG_VERSION_NUMBER',
  *check(context) {
    for (const [name, uses] of clusterUses(context)) {
      const parts = parseClusterName(name);
      const cluster = context.index.cluster(name);
      if (parts === null || !PLAIN_PORTS.has(parts.port) || cluster === null || cluster === undefined) continue;
      const tls = defaultTls(cluster);
      if (tls === null || isMeshTls(tls)) continue;
      const ports = endpointPorts(context, cluster);
      if (ports.length === 0) {
        yield { subject: name, unclear: 'the ports of its endpoints are not in the input' };
        continue;
      }
      if (!ports.every((port) => PLAIN_PORTS.has(port))) continue;
      yield* useDrafts(
        context,
        uses,
        { cluster: name, ports },
        {
          outcome: `The route takes it, and it leaves as TLS for port ${ports.join(', ')}.`,
          stated: [
            `${name} has a TLS transport socket that is not Istio's own`,
            `its endpoints listen on ${ports.join(', ')}`,
          ],
          confidence: 'likely',
        },
      );
    }
  },
  message: ({ cluster, ports }) =>
    `speaks TLS to ${cluster}, whose endpoints listen on ${ports.join(', ')}: most likely plain text`,
  fix: () =>
    'limit tls of the DestinationRule to the port that speaks it (portLevelSettings), or correct the targetPort',
});
