/** Whether a route is reached, as far as that is the same for all virtual hosts with its list of routes. */
import type { Condition, Coverage, Model } from '../../matching/index.ts';
import { findCoverage } from '../../matching/index.ts';
import type { ReachDoubt, RouteReach } from '../../model/index.ts';
import { fewestTakers } from './fewest-takers.ts';
import type { Stage } from './stage.ts';

/** Models judged for one route. */
const JUDGE_LIMIT = 600;

/** With requests in facts, which become requests with the name of a virtual host in it (`reachOf`). */
export type Verdict =
  | { readonly kind: 'reachable'; readonly model: Model }
  | {
      readonly kind: 'shadowed';
      readonly by: readonly number[];
      /** Of `by`, in the order met, each with a model that it took. */
      readonly takers: readonly (readonly [taker: number, model: Model])[];
    }
  | Extract<RouteReach, { kind: 'impossible' | 'unknown' }>;

export function verdictOf(stage: Stage, position: number, incomplete: boolean): Verdict {
  const match = stage.conditionsOf(position);
  const conditionsOf = (index: number): readonly Condition[] => stage.conditionsOf(index);
  const judge = (model: Model): ReturnType<Stage['judge']> => stage.judge(model, position);
  const coverage = findCoverage({ match, conditionsOf, judge, limit: JUDGE_LIMIT });
  switch (coverage.kind) {
    case 'free':
      return { kind: 'reachable', model: coverage.model };
    case 'covered':
      return shadowed(stage, position, coverage);
    case 'impossible':
      return { kind: 'impossible', conditions: [...new Set(coverage.conditions.map(({ label }) => label))] };
    case 'doubt':
      return unknown(lostOr(coverage.doubt, incomplete));
  }
}

/** A verdict for one virtual host: its requests are replayed there before they are given out. */
export function reachOf(stage: Stage, position: number, verdict: Verdict): RouteReach {
  switch (verdict.kind) {
    case 'reachable': {
      const witness = stage.witness(verdict.model, position, position);
      return witness === null ? unknown({ kind: 'admission' }) : { kind: 'reachable', witness };
    }
    case 'shadowed': {
      for (const [takenBy, model] of verdict.takers) {
        const witness = stage.witness(model, position, takenBy);
        if (witness !== null) return { kind: 'shadowed', by: verdict.by, witness, takenBy };
      }
      const open = stage.conditionsOf(position).find((condition) => condition.kind === 'open');
      return unknown(open?.kind === 'open' ? { kind: 'condition', field: open.field } : { kind: 'admission' });
    }
    case 'impossible':
    case 'unknown':
      return verdict;
  }
}

export function unknown(reason: ReachDoubt): Extract<RouteReach, { kind: 'unknown' }> {
  return { kind: 'unknown', reason };
}

/** Of a virtual host with lost routes nothing is sure to be reached. */
function lostOr(doubt: ReachDoubt, incomplete: boolean): ReachDoubt {
  return incomplete && doubt.kind === 'condition' && doubt.field === 'routes' ? { kind: 'lostRoutes' } : doubt;
}

function shadowed(stage: Stage, position: number, { takers }: Extract<Coverage, { kind: 'covered' }>): Verdict {
  const match = stage.conditionsOf(position);
  const by = fewestTakers({ match, conditionsOf: (index) => stage.conditionsOf(index) }, [...takers.keys()]);
  return { kind: 'shadowed', by, takers: [...takers].filter(([taker]) => by.includes(taker)) };
}
