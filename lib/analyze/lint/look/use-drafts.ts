/** Findings about a cluster, one for each route or chain that uses it. */
import type { Confidence, Severity } from '../../../model/index.ts';
import type { LintContext } from '../context.ts';
import { facts } from '../probe/proof.ts';
import { routeProof } from '../probe/route-proof.ts';
import type { Draft } from '../rule.ts';
import { entityOf, subjectOf } from './cluster-uses.ts';
import type { ClusterUse } from './cluster-uses.ts';

/** `outcome` is said of a request that the route takes; `stated` are the facts where no such request is found. */
export interface Said {
  readonly outcome: string;
  readonly stated: readonly string[];
  readonly confidence?: Confidence;
  readonly severity?: Severity;
}

export function* useDrafts<Args extends object>(
  context: LintContext,
  uses: readonly ClusterUse[],
  args: Args,
  { outcome, stated, confidence = 'certain', severity }: Said,
): Iterable<Draft<Args>> {
  for (const use of uses) {
    const { place } = use;
    yield {
      subject: subjectOf(use),
      args,
      confidence,
      of: [entityOf(use)],
      proof: place === null ? facts(...stated) : routeProof(context, place, outcome, ...stated),
      ...(severity === undefined ? {} : { severity }),
    };
  }
}
