import type { RouteMatch } from '../../../../model/index.ts';
import { hostSelector, routeSelector } from '../../context.ts';
import type { LintContext } from '../../context.ts';
import { outcomeWords } from '../../look/outcomes.ts';
import type { Rivalry } from '../../look/rivalries.ts';
import type { Probe } from '../../probe/proof.ts';
import { sampleProbe, sampleRequest } from '../../probe/sample-request.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { matchWords } from '../../words/match-words.ts';
import { ownerKey, ownerWords } from '../../words/source-words.ts';

interface Args {
  readonly match: string;
  readonly other: string;
  readonly owner: string;
}

export const crossVsOrderDependent: Rule = defineRule<Args>({
  code: 'cross-vs-order-dependent',
  severity: 'warning',
  needs: ['routes'],
  summary: 'Some requests fit routes of two objects, and only their age decides',
  *check(context) {
    for (const place of context.hosts) {
      const { pairs, complete } = context.rivals.of(place);
      if (!complete) yield { subject: hostSelector(place), unclear: 'not every pair of its routes could be compared' };
      const told = new Set<string>();
      for (const pair of pairs) {
        const { earlier, later } = pair;
        // One finding for two objects: their other pairs have the same remedy.
        const key = `${ownerKey(earlier.source) ?? ''}\n${ownerKey(later.source) ?? ''}`;
        if (told.has(key)) continue;
        const probe = sharedRequest(context, pair);
        if (probe === null) continue;
        told.add(key);
        yield {
          subject: routeSelector(later),
          args: {
            match: matchWords(later.route.match),
            other: matchWords(earlier.route.match),
            owner: ownerWords(earlier.source),
          },
          confidence: 'certain',
          of: [later.route.id, earlier.route.id],
          proof: {
            kind: 'probe',
            probe,
            holds: (seen) =>
              seen.route === earlier.route
                ? `Route ${String(earlier.route.index)} of ${ownerWords(earlier.source)} takes it; route ${String(later.route.index)} fits as well. It ${outcomeWords(earlier.route)}.`
                : null,
          },
        };
      }
    }
  },
  message: ({ match, other, owner }) =>
    `${match} and ${other} of ${owner} fit some of the same requests: which one gets them hangs on the age of the objects`,
  fix: () =>
    'put both rules into one VirtualService, where you choose the order, or make the matches exclude each other',
});

/** A request that both take, the earlier one first; null when none of the simple ones is. */
function sharedRequest({ prober, index }: LintContext, { earlier, later }: Rivalry): Probe | null {
  for (const [narrow, other] of [
    [earlier.route.match, later.route.match],
    [later.route.match, earlier.route.match],
  ] as const) {
    const sample = sampleRequest(united(narrow, other));
    if (sample === null) continue;
    const probe = sampleProbe(earlier, sample);
    const probed = prober.ask(probe);
    if (probed?.seen.route !== earlier.route || probed.seen.admitted === null) continue;
    if (index.tableOf(earlier.config).verdict(later.route, probed.seen.admitted).kind === 'matched') return probe;
  }
  return null;
}

/** The path of one, the other conditions of both. */
function united(path: RouteMatch, other: RouteMatch): RouteMatch {
  return {
    path: path.path,
    headers: [...(path.headers ?? []), ...(other.headers ?? [])],
    queryParameters: [...(path.queryParameters ?? []), ...(other.queryParameters ?? [])],
    ...(path.grpc === true || other.grpc === true ? { grpc: true } : {}),
  };
}
