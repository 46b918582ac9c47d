/** Path specifiers as languages of whole paths, query included (reference/envoy-semantics.md 4.1). */
import type { Language } from './language.ts';
import { ALWAYS, LOST, NEVER, accepted, advance, contains } from './language.ts';

const QUESTION_MARK = 0x3f;
const SEMICOLON = 0x3b;
const SLASH = 0x2f;

/** Paths whose part before the query is in `language`. */
export function beforeQuery(language: Language): Language {
  const atMark = (state: number): number => {
    const truth = accepted(language, state);
    return truth === null ? LOST : truth ? ALWAYS : NEVER;
  };
  // Its absorbing states are not ours: a query may still come, but it changes nothing.
  if (language.start < 0 && language.ask === undefined) return language;
  const { ask } = language;
  return {
    start: language.start,
    step: (state, byte) => (byte === QUESTION_MARK ? atMark(state) : language.step(state, byte)),
    accepts: language.accepts,
    singles: (state) => [...language.singles(state), QUESTION_MARK],
    classes: language.classes,
    samples: language.samples.filter((sample) => contains(language, sample) === true),
    ...(ask === undefined ? {} : { ask: (path) => ask(path.split('?', 1)[0] ?? '') }),
  };
}

/**
 * ignore_path_parameters_in_path_matching: what follows a `;` is skipped, up to the next slash or, in older releases, up
 * to the end. States are doubled: odd ones skip.
 */
export function withoutParameters(language: Language, perSegment: boolean): Language {
  if (language.ask !== undefined) {
    const { ask } = language;
    return { ...language, samples: [], ask: (text) => ask(text.replace(perSegment ? /;[^/]*/g : /;.*$/s, '')) };
  }
  if (language.start < 0) return language;
  // An absorbing state is kept in a number of its own, so that skipping stays possible before it.
  const pack = (state: number, skipping: boolean): number => (state < 0 ? state : state * 2 + (skipping ? 1 : 0));
  return {
    start: pack(language.start, false),
    step: (packed, byte) => {
      const state = packed >> 1;
      if ((packed & 1) === 1)
        return byte === SLASH && perSegment ? pack(advance(language, state, byte), false) : packed;
      return byte === SEMICOLON ? pack(state, true) : pack(language.step(state, byte), false);
    },
    accepts: (packed) => language.accepts(packed >> 1),
    singles: (packed) => [...language.singles(packed >> 1), SEMICOLON, SLASH],
    classes: language.classes,
    samples: language.samples,
  };
}
