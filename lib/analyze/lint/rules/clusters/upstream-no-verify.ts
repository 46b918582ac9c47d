import { clusterUses } from '../../look/cluster-uses.ts';
import { defaultTls, isMeshTls } from '../../look/upstream-tls.ts';
import { useDrafts } from '../../look/use-drafts.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

export const upstreamNoVerify: Rule = defineRule<{ readonly cluster: string }>({
  code: 'upstream-no-verify',
  severity: 'warning',
  needs: ['clusters', 'routes'],
  summary: 'TLS to an upstream whose certificate nobody checks',
  *check(context) {
    for (const [name, uses] of clusterUses(context)) {
      const cluster = context.index.cluster(name);
      if (cluster === null || cluster === undefined) continue;
      const tls = defaultTls(cluster);
      if (tls === null || isMeshTls(tls) || tls.verifiesPeer) continue;
      yield* useDrafts(
        context,
        uses,
        { cluster: name },
        {
          outcome: `The route takes it, and the certificate of ${name} is not checked.`,
          stated: [`${name} has a TLS transport socket`, 'its context has nothing to verify certificates with'],
        },
      );
    }
  },
  message: ({ cluster }) => `speaks TLS to ${cluster} and accepts any certificate`,
  fix: () =>
    'set caCertificates (or credentialName) and subjectAltNames in tls of the DestinationRule; `system` means the usual CAs',
});
