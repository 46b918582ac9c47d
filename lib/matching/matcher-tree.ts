/** Evaluates a unified matcher (reference/envoy-semantics.md 1.4 and the last point of 4.5). */
import type { MatcherCondition, MatcherInput, MatcherTree, OnMatch, StringMatcher } from '../model/index.ts';
import type { ByteString } from './bytes.ts';
import { toBytes } from './bytes.ts';
import type { MatchGap } from './match-gap.ts';
import type { Truth } from './verdict.ts';
import { allTruth, anyTruth, invertTruth } from './verdict.ts';

/** What an input yields: a text, nothing, or a gap. */
export type InputValue = ByteString | null | MatchGap;

export interface TreeContext {
  readonly valueOf: (input: MatcherInput) => InputValue;
  readonly test: (matcher: StringMatcher, value: ByteString) => Truth;
}

export type TreeOutcome<Leaf> =
  | { readonly kind: 'action'; readonly action: Leaf }
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly gap: MatchGap };

/** Guards the stack against a hostile tree; real ones are a handful deep. */
const DEPTH_LIMIT = 64;
const NONE = { kind: 'none' } as const;

export function evaluateTree<Leaf>(tree: MatcherTree<Leaf>, context: TreeContext, depth = 0): TreeOutcome<Leaf> {
  if (depth > DEPTH_LIMIT) return open({ kind: 'unsupported', field: 'matcher', raw: 'too deep' });
  switch (tree.kind) {
    case 'unsupported':
      return open({ kind: 'unsupported', field: tree.field, raw: tree.raw });
    case 'list':
      for (const { condition, onMatch } of tree.entries) {
        const truth = conditionTruth(condition, context, depth);
        if (truth === false) continue;
        if (truth !== true) return open(truth);
        const outcome = follow(onMatch, context, depth);
        if (outcome.kind !== 'none') return outcome;
      }
      return follow(tree.onNoMatch, context, depth);
    case 'map': {
      const value = context.valueOf(tree.input);
      if (value !== null && typeof value !== 'string') return open(value);
      const outcome = value === null ? NONE : lookUp(tree, value, context, depth);
      return outcome.kind === 'none' ? follow(tree.onNoMatch, context, depth) : outcome;
    }
  }
}

function lookUp<Leaf>(
  tree: Extract<MatcherTree<Leaf>, { kind: 'map' }>,
  value: ByteString,
  context: TreeContext,
  depth: number,
): TreeOutcome<Leaf> {
  const fits = [...tree.map]
    .map(([key, onMatch]) => ({ key: toBytes(key), onMatch }))
    .filter(({ key }) => (tree.how === 'exact' ? key === value : value.startsWith(key)))
    .sort((a, b) => b.key.length - a.key.length);
  const [longest] = fits;
  if (longest === undefined) return NONE;
  const outcome = follow(longest.onMatch, context, depth);
  // Whether Envoy goes on to a shorter prefix when the subtree finds nothing changed between releases.
  return outcome.kind === 'none' && fits.length > 1
    ? open({ kind: 'unsupported', field: 'prefix_match_map', raw: null })
    : outcome;
}

function follow<Leaf>(onMatch: OnMatch<Leaf> | undefined, context: TreeContext, depth: number): TreeOutcome<Leaf> {
  if (onMatch === undefined) return NONE;
  switch (onMatch.kind) {
    case 'action':
      return { kind: 'action', action: onMatch.action };
    case 'matcher':
      return evaluateTree(onMatch.matcher, context, depth + 1);
    case 'unsupported':
      return open({ kind: 'unsupported', field: onMatch.field, raw: onMatch.raw });
  }
}

function conditionTruth(condition: MatcherCondition, context: TreeContext, depth: number): Truth {
  if (depth > DEPTH_LIMIT) return { kind: 'unsupported', field: 'predicate', raw: 'too deep' };
  switch (condition.kind) {
    case 'single': {
      const value = context.valueOf(condition.input);
      if (value === null) return false;
      return typeof value === 'string' ? context.test(condition.test, value) : value;
    }
    case 'and':
      return allTruth(condition.conditions, (part) => conditionTruth(part, context, depth + 1));
    case 'or':
      return anyTruth(condition.conditions, (part) => conditionTruth(part, context, depth + 1));
    case 'not':
      return invertTruth(conditionTruth(condition.condition, context, depth + 1));
    case 'unsupported':
      return { kind: 'unsupported', field: condition.field, raw: condition.raw };
  }
}

function open(gap: MatchGap): { readonly kind: 'open'; readonly gap: MatchGap } {
  return { kind: 'open', gap };
}
