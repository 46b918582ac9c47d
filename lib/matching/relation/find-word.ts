/** Looks for a text that is in all of some languages and in none of others: breadth first, so the shortest is found. */
import type { ByteString } from '../bytes.ts';
import { byteChoices } from './byte-choices.ts';
import type { ByteOrder } from './byte-choices.ts';
import type { Language } from './language.ts';
import { ALWAYS, LOST, NEVER, accepted, advance, contains } from './language.ts';

/** `lost`: an automaton or the search grew beyond its limit, or a test has no automaton. */
export type Found = { readonly kind: 'word'; readonly word: ByteString } | { readonly kind: 'none' | 'lost' };

const NONE: Found = { kind: 'none' };
const LOST_SEARCH: Found = { kind: 'lost' };

/** Product states looked at by one search. */
const SEARCH_LIMIT = 4000;

/** A position of the search: the state of every language after the text that leads here. */
interface Position {
  readonly states: readonly number[];
  readonly from: Position | null;
  readonly byte: number;
}

export function findWord(
  inside: readonly Language[],
  outside: readonly Language[],
  order: ByteOrder,
  guesses: readonly ByteString[] = [],
): Found {
  const fits = (word: ByteString): boolean =>
    inside.every((language) => contains(language, word) === true) &&
    outside.every((language) => contains(language, word) === false);
  for (const guess of guesses) if (fits(guess)) return { kind: 'word', word: guess };
  for (const { samples } of inside) for (const word of samples) if (fits(word)) return { kind: 'word', word };
  return search(inside, outside, order, fits);
}

function search(
  inside: readonly Language[],
  outside: readonly Language[],
  order: ByteOrder,
  fits: (word: ByteString) => boolean,
): Found {
  const languages = [...inside, ...outside].filter((language) => language.ask === undefined);
  const asked = languages.length < inside.length + outside.length;
  const wanted = inside.filter((language) => language.ask === undefined).length;
  const choices = byteChoices(languages, order);
  const first: Position = { states: languages.map(({ start }) => start), from: null, byte: 0 };
  if (isDead(first.states, wanted)) return NONE;
  const seen = new Set([first.states.join()]);
  const queue = [first];
  let lost = false;
  for (let next = 0; next < queue.length; next++) {
    const position = queue[next];
    if (position === undefined || next >= SEARCH_LIMIT) return LOST_SEARCH;
    const fate = isAccepted(languages, position.states, wanted);
    if (fate === null) lost = true;
    else if (fate) {
      const word = wordOf(position);
      if (!asked || fits(word)) return { kind: 'word', word };
      lost = true;
    }
    for (const byte of choices(position.states)) {
      const states = languages.map((language, i) => advance(language, position.states[i] ?? LOST, byte));
      if (isDead(states, wanted)) continue;
      const key = states.join();
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ states, from: position, byte });
    }
  }
  return lost ? LOST_SEARCH : NONE;
}

/** No text can come of it any more: one that is wanted fails for good, or an unwanted one holds for good. */
function isDead(states: readonly number[], wanted: number): boolean {
  return states.some((state, i) => state === (i < wanted ? NEVER : ALWAYS));
}

function isAccepted(languages: readonly Language[], states: readonly number[], wanted: number): boolean | null {
  let fate: boolean | null = true;
  for (const [i, language] of languages.entries()) {
    const truth = accepted(language, states[i] ?? LOST);
    if (truth === i >= wanted) return false;
    if (truth === null) fate = null;
  }
  return fate;
}

function wordOf(position: Position): ByteString {
  const bytes: string[] = [];
  for (let at: Position = position; at.from !== null; at = at.from) bytes.push(String.fromCharCode(at.byte));
  return bytes.reverse().join('');
}
