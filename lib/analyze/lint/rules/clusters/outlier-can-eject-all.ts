import type { Cluster } from '../../../../model/index.ts';
import { clusterUses } from '../../look/cluster-uses.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly cluster: string;
  readonly errors: number;
}

/** Errors in a row after which a host is out: five or fewer come together in one bad deployment. */
const FEW = 5;

export const outlierCanEjectAll: Rule = defineRule<Args>({
  code: 'outlier-can-eject-all',
  severity: 'info',
  needs: ['clusters', 'routes'],
  summary: 'Outlier detection may take every endpoint out of service at once',
  *check(context) {
    for (const name of clusterUses(context).keys()) {
      const cluster = context.index.cluster(name);
      const errors = cluster === null || cluster === undefined ? null : errorsOf(cluster);
      if (cluster === null || cluster === undefined || errors === null) continue;
      const rule = context.view.destinationRuleOf(cluster.id)?.resource ?? null;
      yield {
        subject: name,
        args: { cluster: name, errors },
        confidence: 'certain',
        resources: rule === null ? [] : [rule],
        proof: facts('max_ejection_percent is 100', `a host is out after ${String(errors)} errors in a row`),
      };
    }
  },
  message: ({ cluster, errors }) =>
    `${cluster} may eject all its endpoints after ${String(errors)} errors in a row each: then every request gets 503 (UH)`,
  fix: () => 'set maxEjectionPercent of outlierDetection below 100, or minHealthPercent above 0',
});

/** Zero switches a count off. */
function errorsOf({ outlierDetection }: Cluster): number | null {
  if (outlierDetection?.maxEjectionPercent !== 100) return null;
  const { consecutive5xx, consecutiveGatewayFailure } = outlierDetection;
  const counts = [consecutive5xx, consecutiveGatewayFailure].filter((count) => count !== undefined && count > 0);
  const least = Math.min(...counts.map((count) => count ?? Infinity));
  return least <= FEW ? least : null;
}
