import { parseClusterName } from '../../../../provenance/index.ts';
import { clusterUses } from '../../look/cluster-uses.ts';
import { localitiesOf } from '../../look/endpoints-of.ts';
import { defaultTls, hasAutoMtls } from '../../look/upstream-tls.ts';
import { useDrafts } from '../../look/use-drafts.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly cluster: string;
  readonly port: number;
}

const TLS_PORTS: ReadonlySet<number> = new Set([443, 8443]);

/** HTTP routes only: what a TCP chain passes on may well be TLS. Endpoints with a sidecar get Istio's mTLS. */
export const plaintextToTlsPort: Rule = defineRule<Args>({
  code: 'plaintext-to-tls-port',
  severity: 'warning',
  needs: ['clusters', 'routes'],
  summary: 'HTTP goes in plain text to a port that usually speaks TLS',
  *check(context) {
    for (const [name, all] of clusterUses(context)) {
      const parts = parseClusterName(name);
      const cluster = context.index.cluster(name);
      if (parts === null || !TLS_PORTS.has(parts.port) || cluster === null || cluster === undefined) continue;
      if (defaultTls(cluster) !== null || cluster.transportSocket !== undefined) continue;
      const hosts = localitiesOf(context, cluster).flatMap(({ endpoints }) => endpoints);
      const inMesh = hosts.length > 0 && hosts.every(({ tlsMode }) => tlsMode === 'istio');
      if (hasAutoMtls(cluster) && inMesh) continue;
      const uses = all.filter(({ as }) => as !== 'tcp');
      yield* useDrafts(
        context,
        uses,
        { cluster: name, port: parts.port },
        {
          outcome: `The route takes it, and it leaves in plain text for port ${String(parts.port)}.`,
          stated: [`the route sends HTTP to ${name}`, 'the cluster has no TLS transport socket for its endpoints'],
          confidence: 'likely',
        },
      );
    }
  },
  message: ({ cluster, port }) => `sends plain HTTP to ${cluster}: port ${String(port)} most likely expects TLS`,
  fix: () => 'set tls mode SIMPLE for that port in a DestinationRule, or use the plain-text port of the Service',
});
