/**
 * Is there a request that fits one match and none of the earlier ones? A model (a request in facts) is shown to a judge;
 * where an earlier match takes it, one of that match's conditions has to fail, each in turn (a tableau whose clauses are
 * picked by counterexamples). What is refuted everywhere is covered by the matches that were met on the way.
 */
import type { Condition, Fact, FactValue } from './condition.ts';
import { solve } from './solve.ts';

/** A request in facts; what is missing is absent, or as the judge completes it. */
export type Model = ReadonlyMap<Fact, FactValue>;

export type Judgment =
  /** No earlier match takes it. `field`: for all that is known, as a condition of the match itself stays open. */
  | { readonly kind: 'free'; readonly field: string | null }
  | { readonly kind: 'taken'; readonly by: number }
  /** The request would not get there as it is. */
  | { readonly kind: 'refused' };

type SearchDoubt =
  | { readonly kind: 'condition'; readonly field: string }
  | { readonly kind: 'rival'; readonly index: number; readonly field: string }
  | { readonly kind: 'work' }
  | { readonly kind: 'admission' };

export type Coverage =
  | { readonly kind: 'free'; readonly model: Model }
  /** `takers` in the order met, each with a model that it took. */
  | { readonly kind: 'covered'; readonly takers: ReadonlyMap<number, Model> }
  | { readonly kind: 'impossible'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'doubt'; readonly doubt: SearchDoubt };

export interface CoverQuestion {
  readonly match: readonly Condition[];
  readonly conditionsOf: (index: number) => readonly Condition[];
  readonly judge: (model: Model) => Judgment;
  /** Models that may be judged. */
  readonly limit: number;
}

interface Node {
  readonly holding: ReadonlyMap<Fact, readonly Condition[]>;
  readonly failing: ReadonlyMap<Fact, readonly Condition[]>;
  readonly model: Model;
}

/** `null`: everything below is taken by earlier matches. */
type Outcome = Extract<Coverage, { kind: 'free' | 'doubt' }> | null;

/** Conditions turned one after the other; each level is one call deep. */
const DEPTH_LIMIT = 400;
const NOTHING: readonly Condition[] = [];
const NO_FACTS: ReadonlyMap<Fact, readonly Condition[]> = new Map();

export function findCoverage(question: CoverQuestion): Coverage {
  const holding = adding(NO_FACTS, question.match);
  const model = new Map<Fact, FactValue>();
  for (const [fact, conditions] of holding) {
    const solved = solve(fact, conditions, NOTHING);
    if (solved.kind === 'none') return { kind: 'impossible', conditions: culprits(fact, conditions) };
    if (solved.kind === 'lost') return doubt({ kind: 'work' });
    if (solved.value.kind !== 'open') model.set(fact, solved.value);
  }
  const search = new Search(question);
  const outcome = search.explore({ holding, failing: NO_FACTS, model }, 0);
  return outcome ?? { kind: 'covered', takers: search.takers };
}

/** Of conditions that cannot hold together, those that are needed for it. */
function culprits(fact: Fact, conditions: readonly Condition[]): readonly Condition[] {
  let needed = conditions;
  for (const condition of conditions) {
    const others = needed.filter((other) => other !== condition);
    if (others.length > 0 && solve(fact, others, NOTHING).kind === 'none') needed = others;
  }
  return needed;
}

function doubt(reason: SearchDoubt): Extract<Coverage, { kind: 'doubt' }> {
  return { kind: 'doubt', doubt: reason };
}

function adding(
  facts: ReadonlyMap<Fact, readonly Condition[]>,
  added: readonly Condition[],
): ReadonlyMap<Fact, readonly Condition[]> {
  // Not `new Map(facts)`, which makes an iterator and an array for each of them.
  const all = new Map<Fact, readonly Condition[]>();
  facts.forEach((conditions, fact) => all.set(fact, conditions));
  for (const condition of added) all.set(condition.fact, [...(all.get(condition.fact) ?? NOTHING), condition]);
  return all;
}

class Search {
  readonly takers = new Map<number, Model>();
  readonly #question: CoverQuestion;
  #left: number;

  constructor(question: CoverQuestion) {
    this.#question = question;
    this.#left = question.limit;
  }

  explore(node: Node, depth: number): Outcome {
    if (this.#left-- <= 0 || depth > DEPTH_LIMIT) return doubt({ kind: 'work' });
    const judgment = this.#question.judge(node.model);
    switch (judgment.kind) {
      case 'free':
        return judgment.field === null
          ? { kind: 'free', model: node.model }
          : doubt({ kind: 'condition', field: judgment.field });
      case 'refused':
        return doubt({ kind: 'admission' });
      case 'taken':
        if (!this.takers.has(judgment.by)) this.takers.set(judgment.by, node.model);
        return this.#escape(node, judgment.by, depth);
    }
  }

  /** Every way in which a condition of the taker fails; the earlier ones then hold, so that no case is seen twice. */
  #escape(node: Node, by: number, depth: number): Outcome {
    let open: Outcome = null;
    let { holding } = node;
    for (const condition of this.#question.conditionsOf(by)) {
      const { fact } = condition;
      const held = holding.get(fact) ?? NOTHING;
      if (held.includes(condition)) continue;
      if (condition.kind === 'open') {
        open ??= doubt({ kind: 'rival', index: by, field: condition.field });
        continue;
      }
      const refused = node.failing.get(fact) ?? NOTHING;
      if (refused.includes(condition)) {
        // It fails in facts and yet the judge takes it: facts that are parts of one another (:path and the query).
        open ??= doubt({ kind: 'admission' });
        continue;
      }
      const failing = adding(node.failing, [condition]);
      const solved = solve(fact, held, [...refused, condition]);
      if (solved.kind === 'lost') open ??= doubt({ kind: 'work' });
      if (solved.kind === 'value') {
        const model = new Map(node.model).set(fact, solved.value);
        const outcome = this.explore({ holding, failing, model }, depth + 1);
        if (outcome !== null && isFinal(outcome)) return outcome;
        open ??= outcome;
      }
      // The model satisfies it, as the taker takes the model.
      holding = adding(holding, [condition]);
    }
    return open;
  }
}

/** Found, or nothing else can settle it: the match's own condition stays open whatever the request. */
function isFinal(outcome: NonNullable<Outcome>): boolean {
  return outcome.kind === 'free' || outcome.doubt.kind === 'condition';
}
