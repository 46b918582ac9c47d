import { clusterUses } from '../../look/cluster-uses.ts';
import { useDrafts } from '../../look/use-drafts.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

const UNKNOWN = 'UnknownService';

export const unknownService: Rule = defineRule<{ readonly cluster: string }>({
  code: 'unknown-service',
  severity: 'error',
  needs: ['routes'],
  summary: 'A Gateway API route has a backendRef that Istio could not resolve',
  *check(context) {
    yield* useDrafts(
      context,
      clusterUses(context).get(UNKNOWN) ?? [],
      { cluster: UNKNOWN },
      {
        outcome: 'The route takes it, and its backend is unknown.',
        stated: [`the route names cluster ${UNKNOWN}`, 'istiod writes that name for a backendRef it cannot resolve'],
      },
    );
  },
  message: ({ cluster }) => `has a backend that Istio could not resolve (cluster ${cluster}): requests fail`,
  fix: () => 'correct kind, name, namespace and port of the backendRef; across namespaces it needs a ReferenceGrant',
});
