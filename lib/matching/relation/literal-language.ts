/** The languages of literal tests: exact, prefix, separated prefix, suffix, contains; ASCII case folded where asked. */
import type { ByteString } from '../bytes.ts';
import { asciiLower } from '../bytes.ts';
import type { Language } from './language.ts';
import { ALWAYS, ANYTHING, NEVER } from './language.ts';

const SLASH = 0x2f;

/** `prefix`, `exact`, `separated`: walks along the text; state = bytes of it that were seen. */
function walk(kind: 'exact' | 'prefix' | 'separated', text: ByteString, fold: boolean): Language {
  const wanted = fold ? asciiLower(text) : text;
  const full = wanted.length;
  if (kind === 'prefix' && full === 0) return ANYTHING;
  const after = (state: number): number => (state === full && kind === 'prefix' ? ALWAYS : state);
  return {
    start: 0,
    step: (state, byte) => {
      if (state === full) return kind === 'separated' && byte === SLASH ? ALWAYS : NEVER;
      return wanted.charCodeAt(state) === (fold ? lower(byte) : byte) ? after(state + 1) : NEVER;
    },
    accepts: (state) => state === full,
    singles: (state) => (state === full ? SEPARATOR : spellings(wanted.charCodeAt(state), fold)),
    classes: null,
    samples: [wanted],
  };
}

const SEPARATOR: readonly number[] = [SLASH];

/** `suffix` and `contains`: the Knuth-Morris-Pratt automaton; state = longest head of the text that was just seen. */
function find(kind: 'suffix' | 'contains', text: ByteString, fold: boolean): Language {
  const wanted = fold ? asciiLower(text) : text;
  const full = wanted.length;
  if (full === 0) return ANYTHING;
  const borders = bordersOf(wanted);
  const singles = [...new Set(wanted)].flatMap((char) => spellings(char.charCodeAt(0), fold));
  return {
    start: 0,
    step: (state, byte) => {
      const folded = fold ? lower(byte) : byte;
      let seen = state;
      if (seen === full) seen = borders[seen] ?? 0;
      while (seen > 0 && wanted.charCodeAt(seen) !== folded) seen = borders[seen] ?? 0;
      if (wanted.charCodeAt(seen) === folded) seen++;
      return seen === full && kind === 'contains' ? ALWAYS : seen;
    },
    accepts: (state) => state === full,
    singles: () => singles,
    classes: null,
    samples: [wanted],
  };
}

/** For each length of a head of `text`, the longest shorter head that also ends it. */
function bordersOf(text: ByteString): readonly number[] {
  const borders = [0, 0];
  for (let length = 2; length <= text.length; length++) {
    const char = text[length - 1];
    let border = borders[length - 1] ?? 0;
    while (border > 0 && text[border] !== char) border = borders[border] ?? 0;
    borders.push(text[border] === char ? border + 1 : 0);
  }
  return borders;
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

function spellings(byte: number, fold: boolean): readonly number[] {
  return fold && byte >= 0x61 && byte <= 0x7a ? [byte, byte - 0x20] : [byte];
}

export function literalLanguage(
  kind: 'exact' | 'prefix' | 'separated' | 'suffix' | 'contains',
  text: ByteString,
  fold: boolean,
): Language {
  return kind === 'suffix' || kind === 'contains' ? find(kind, text, fold) : walk(kind, text, fold);
}
