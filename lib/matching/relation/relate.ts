/** How two matches stand to each other as sets of requests; three-valued. */
import type { RouteMatch } from '../../model/index.ts';
import type { Condition, Fact } from './condition.ts';
import type { MatchScope } from './match-conditions.ts';
import { ConditionReader } from './match-conditions.ts';
import { solve } from './solve.ts';

/**
 * Of the first to the second: `covers`: every request of the second fits the first; `covered`: the other way round;
 * `same`: both; `overlaps`: some requests fit both, and each has its own; `disjoint`: none fits both (a match that
 * nothing fits is disjoint from all); `unknown`: conditions that the input cannot decide, or too much work.
 */
export type MatchRelation = 'same' | 'covers' | 'covered' | 'overlaps' | 'disjoint' | 'unknown';

export function relate(a: RouteMatch, b: RouteMatch, scope: MatchScope): MatchRelation {
  const reader = readerOf(scope);
  const [left, right] = [reader.conditions(a), reader.conditions(b)];
  const both = [...left, ...right];
  // What is decided fact by fact is then only safe where it says "never".
  const sure = !isEntangled(both);
  const meet = satisfiable(both) === false ? false : sure ? satisfiable(both) : null;
  if (meet === false) return 'disjoint';
  const covers = implied(left, right, sure);
  const covered = implied(right, left, sure);
  if (covers === true && covered === true) return meet === true ? 'same' : 'unknown';
  if (meet === null || covers === null || covered === null) return 'unknown';
  return covers ? 'covers' : covered ? 'covered' : 'overlaps';
}

/** What was read under a scope is kept as long as the scope is, up to so many conditions. */
const MOST_CONDITIONS = 30_000;
const readers = new WeakMap<MatchScope, ConditionReader>();

function readerOf(scope: MatchScope): ConditionReader {
  let reader = readers.get(scope);
  if (reader === undefined || reader.size > MOST_CONDITIONS) readers.set(scope, (reader = new ConditionReader(scope)));
  return reader;
}

/** Can all conditions hold at once? Facts are independent but for what the path and its query share. */
function satisfiable(conditions: readonly Condition[]): boolean | null {
  let answer: boolean | null = true;
  for (const [fact, own] of byFact(conditions)) {
    const { kind } = solve(fact, own, []);
    if (kind === 'none') return false;
    if (kind === 'lost' || fact.shape === 'open') answer = null;
  }
  return answer;
}

/** Does every request that meets `of` meet all of `conditions`? */
function implied(conditions: readonly Condition[], of: readonly Condition[], sure: boolean): boolean | null {
  const given = byFact(of);
  let answer: boolean | null = true;
  for (const condition of conditions) {
    const own = given.get(condition.fact) ?? [];
    if (own.includes(condition)) continue;
    if (condition.kind === 'open') {
      answer = null;
      continue;
    }
    const { kind } = solve(condition.fact, own, [condition]);
    if (kind === 'value' && sure) return false;
    if (kind === 'value') answer = null;
    if (kind === 'lost') answer = null;
  }
  return answer;
}

/** Facts that are parts of one another: `:path` holds the query, the cookie header the cookies. */
const WITHIN: readonly (readonly [whole: string, part: string])[] = [
  ['header :path', 'query '],
  ['header cookie', 'cookie '],
  ['header :scheme', 'x-forwarded-proto'],
];

function isEntangled(conditions: readonly Condition[]): boolean {
  return WITHIN.some(
    ([whole, part]) =>
      conditions.some(({ fact }) => fact.key.startsWith(part)) &&
      conditions.some(({ label }) => label.toLowerCase() === whole),
  );
}

function byFact(conditions: readonly Condition[]): ReadonlyMap<Fact, readonly Condition[]> {
  const facts = new Map<Fact, Condition[]>();
  for (const condition of conditions) {
    const own = facts.get(condition.fact);
    if (own === undefined) facts.set(condition.fact, [condition]);
    else own.push(condition);
  }
  return facts;
}
