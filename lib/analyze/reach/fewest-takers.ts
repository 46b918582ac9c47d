/** Of routes that together take everything a route could match, those that are needed for it. */
import type { Condition, Fact, FactValue, Judgment, Model } from '../../matching/index.ts';
import { findCoverage, holds, solve } from '../../matching/index.ts';

/** Models judged over all attempts to leave a taker out. */
const JUDGE_LIMIT = 2000;

export interface Taking {
  readonly match: readonly Condition[];
  readonly conditionsOf: (index: number) => readonly Condition[];
}

/** `takers` in the order met; the result is ascending. */
export function fewestTakers(taking: Taking, takers: readonly number[]): readonly number[] {
  const alone = takers.find((taker) => covers(taking, [taker], 10));
  if (alone !== undefined) return [alone];
  let needed = [...takers].sort((a, b) => a - b);
  let left = JUDGE_LIMIT;
  for (const taker of [...needed].reverse()) {
    const others = needed.filter((other) => other !== taker);
    const limit = Math.min(left, 300);
    if (limit <= 0) break;
    left -= others.length;
    if (covers(taking, others, limit)) needed = others;
  }
  return needed;
}

function covers({ match, conditionsOf }: Taking, takers: readonly number[], limit: number): boolean {
  const judge = (model: Model): Judgment => {
    const by = takers.find((taker) => conditionsOf(taker).every((condition) => isMet(condition, match, model)));
    return by === undefined ? { kind: 'free', field: null } : { kind: 'taken', by };
  };
  return findCoverage({ match, conditionsOf, judge, limit }).kind === 'covered';
}

function isMet(condition: Condition, match: readonly Condition[], model: Model): boolean {
  if (match.includes(condition)) return true;
  if (condition.kind === 'open') return false;
  const value = model.get(condition.fact) ?? usual(condition.fact);
  return value !== null && holds(condition, value) === true;
}

/** What a fact holds when nothing is asked of it. */
function usual(fact: Fact): FactValue | null {
  const solved = solve(fact, [], []);
  return solved.kind === 'value' ? solved.value : null;
}
