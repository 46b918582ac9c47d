/**
 * Sets of byte strings as automata that are stepped through lazily: what every test on one text (a path, a method, a
 * header's value) is turned into, so that "is there a text that passes these and fails those" can be decided.
 */
import type { ByteString } from '../bytes.ts';

/** Reached when no continuation is in the language, or when every one is. Both stay as they are. */
export const NEVER = -1;
export const ALWAYS = -2;
/** The automaton grew beyond its limit: nothing can be said. */
export const LOST = -3;

export interface Language {
  readonly start: number;
  /** The state after one more byte; only asked of states that are neither NEVER, ALWAYS nor LOST. */
  readonly step: (state: number, byte: number) => number;
  /** Same restriction as `step`. */
  readonly accepts: (state: number) => boolean;
  /** Bytes that may lead elsewhere than the other bytes of their class. */
  readonly singles: (state: number) => readonly number[];
  /** A class number for each of the 256 bytes; null: all alike but for `singles`. */
  readonly classes: Uint8Array | null;
  /** Texts worth trying first. */
  readonly samples: readonly ByteString[];
  /** Set where only single texts can be asked, because the test has no automaton; null: cannot tell. */
  readonly ask?: (text: ByteString) => boolean | null;
}

const NOTHING: readonly number[] = [];

function constant(start: number): Language {
  return { start, step: () => start, accepts: () => false, singles: () => NOTHING, classes: null, samples: [] };
}

/** Every text. */
export const ANYTHING: Language = constant(ALWAYS);
/** No text. */
export const NO_TEXT: Language = constant(NEVER);

/** One step, with the absorbing states taken care of. */
export function advance(language: Language, state: number, byte: number): number {
  return state < 0 ? state : language.step(state, byte);
}

/** Acceptance in any state; null when lost. */
export function accepted(language: Language, state: number): boolean | null {
  if (state >= 0) return language.accepts(state);
  return state === LOST ? null : state === ALWAYS;
}

/** Is the text in the language? Null when it cannot be told. */
export function contains(language: Language, text: ByteString): boolean | null {
  if (language.ask !== undefined) return language.ask(text);
  let state = language.start;
  for (let i = 0; i < text.length && state >= 0; i++) state = language.step(state, text.charCodeAt(i));
  return accepted(language, state);
}
