import { clusterUses } from '../../look/cluster-uses.ts';
import { localitiesOf } from '../../look/endpoints-of.ts';
import { isMeshTls } from '../../look/upstream-tls.ts';
import { useDrafts } from '../../look/use-drafts.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { some } from '../../words/source-words.ts';

interface Args {
  readonly cluster: string;
  readonly endpoints: readonly string[];
  readonly all: number;
}

export const forcedMtls: Rule = defineRule<Args>({
  code: 'forced-mtls',
  severity: 'warning',
  needs: ['clusters', 'endpoints', 'routes'],
  summary: "Istio's mTLS is forced on endpoints that have no sidecar to end it",
  *check(context) {
    for (const [name, uses] of clusterUses(context)) {
      const cluster = context.index.cluster(name);
      if (cluster === null || cluster === undefined || (cluster.transportSocketMatches ?? []).length > 0) continue;
      const tls = cluster.transportSocket?.tls;
      if (tls === undefined || !isMeshTls(tls)) continue;
      const hosts = localitiesOf(context, cluster).flatMap(({ endpoints }) => endpoints);
      if (hosts.length > 0 && hosts.every(({ workload, tlsMode }) => workload === undefined && tlsMode === undefined)) {
        yield { subject: name, unclear: 'the input does not say which of its endpoints have a sidecar' };
        continue;
      }
      const bare = hosts.filter(({ tlsMode }) => tlsMode === undefined).map(({ address }) => address);
      if (bare.length === 0) continue;
      yield* useDrafts(
        context,
        uses,
        { cluster: name, endpoints: bare, all: hosts.length },
        {
          outcome: `The route takes it; ${String(bare.length)} of ${String(hosts.length)} endpoints cannot end Istio's mTLS.`,
          stated: [`${name} speaks Istio's mTLS to every endpoint`, `${some(bare)} has no tlsMode label: no sidecar`],
          confidence: 'likely',
        },
      );
    }
  },
  message: ({ cluster, endpoints, all }) =>
    `speaks Istio's mTLS to every endpoint of ${cluster}, and ${String(endpoints.length)} of ${String(all)} have no sidecar: connection reset`,
  fix: () =>
    'take tls mode ISTIO_MUTUAL out of the DestinationRule (auto mTLS decides by endpoint), or inject the pods',
});
