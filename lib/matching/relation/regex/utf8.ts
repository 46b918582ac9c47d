/** Code points as byte patterns, for releases whose regexes run on UTF-8 text. */
import type { Pattern } from './syntax.ts';
import { bytesWhere, choice, oneByte, sequence } from './syntax.ts';

function range(low: number, high: number): Pattern {
  return { kind: 'bytes', set: bytesWhere((byte) => byte >= low && byte <= high) };
}

const TAIL = range(0x80, 0xbf);

/** Every well-formed encoding of a code point beyond ASCII (Unicode 3.9, table 3-7; surrogates are none). */
export const BEYOND_ASCII: Pattern = choice([
  sequence([range(0xc2, 0xdf), TAIL]),
  sequence([range(0xe0, 0xe0), range(0xa0, 0xbf), TAIL]),
  sequence([range(0xe1, 0xec), TAIL, TAIL]),
  sequence([range(0xed, 0xed), range(0x80, 0x9f), TAIL]),
  sequence([range(0xee, 0xef), TAIL, TAIL]),
  sequence([range(0xf0, 0xf0), range(0x90, 0xbf), TAIL, TAIL]),
  sequence([range(0xf1, 0xf3), TAIL, TAIL, TAIL]),
  sequence([range(0xf4, 0xf4), range(0x80, 0x8f), TAIL, TAIL]),
]);

export function encoded(codePoint: number): Pattern {
  return sequence(Array.from(new TextEncoder().encode(String.fromCodePoint(codePoint)), oneByte));
}
