/**
 * What one class of a pattern (`[a-z]`, `\d`, `[[:alpha:]]`, `\pL`) holds. The RE2 engine itself is asked byte by byte,
 * so that no second reading of RE2's class syntax can go wrong.
 */
import { RE2JS } from 're2js';
import type { RegexMode } from '../../regex.ts';
import type { ByteSet, Pattern } from './syntax.ts';
import { bytesWhere, choice } from './syntax.ts';
import { BEYOND_ASCII, encoded } from './utf8.ts';

const known = new Map<string, ByteSet>();
/** Distinct classes kept; a hostile dump could otherwise grow this without end. */
const KEPT = 2000;

/** The members among the first 256 characters, case not folded; null when the engine refuses the text. */
function members(text: string): ByteSet | null {
  const kept = known.get(text);
  if (kept !== undefined) return kept;
  let engine: RE2JS;
  try {
    engine = RE2JS.compile(text);
  } catch {
    return null;
  }
  const set = bytesWhere((byte) => engine.testExact(String.fromCharCode(byte)));
  if (known.size < KEPT) known.set(text, set);
  return set;
}

/** Closes a set under ASCII case; Latin-1 mode folds nothing else. */
function folded(set: ByteSet): ByteSet {
  return bytesWhere((byte) => set[byte] === 1 || set[otherCase(byte)] === 1);
}

function otherCase(byte: number): number {
  if (byte >= 0x41 && byte <= 0x5a) return byte + 0x20;
  return byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;
}

type Bytes = Extract<Pattern, { kind: 'bytes' }>;

const FOLDED = new Map<number, Bytes>();

/** One byte in both its spellings; one object each, so that automata see few different sets. */
export function foldedByte(byte: number): Bytes {
  let pattern = FOLDED.get(byte);
  if (pattern === undefined) {
    const least = Math.min(byte, otherCase(byte));
    pattern = { kind: 'bytes', set: folded(bytesWhere((other) => other === least)) };
    FOLDED.set(byte, pattern).set(otherCase(byte), pattern);
  }
  return pattern;
}

/** `text` is the class as written, brackets included. Null: what it holds cannot be said. */
export function classPattern(text: string, fold: boolean, mode: RegexMode): Pattern | null {
  const negated = text.startsWith('[^');
  if (fold && /\\[pP]/.test(text)) return null;
  // The fold comes before the complement: (?i)[^a] takes neither a nor A.
  const positive = members(negated ? `[${text.slice(2)}` : text);
  if (positive === null) return null;
  const set = fold ? folded(positive) : positive;
  return mode === 'latin1' ? latin1(set, negated) : utf8(text, set, negated, fold);
}

function latin1(set: ByteSet, negated: boolean): Pattern {
  return { kind: 'bytes', set: negated ? bytesWhere((byte) => set[byte] === 0) : set };
}

/** Members beyond ASCII that the text does not show by itself: properties, code points, complements within. */
const UNCLEAR = /[^\0-\x7f]|\\[pPDWSx0-9]|\[:\^/;
const COMPLEMENTS: ReadonlySet<string> = new Set(['\\D', '\\W', '\\S']);

function utf8(text: string, set: ByteSet, negated: boolean, fold: boolean): Pattern | null {
  const all = negated || COMPLEMENTS.has(text);
  if (UNCLEAR.test(text) && !COMPLEMENTS.has(text)) return null;
  const ascii: Pattern = { kind: 'bytes', set: bytesWhere((byte) => byte < 0x80 && (set[byte] === 1) !== negated) };
  if (!fold) return all ? choice([ascii, BEYOND_ASCII]) : ascii;
  const extra = foldedBeyondAscii(set);
  if (!all) return choice([ascii, ...extra]);
  return extra.length === 0 || COMPLEMENTS.has(text) ? choice([ascii, BEYOND_ASCII]) : null;
}

/** K and S have a third spelling in Unicode: the Kelvin sign and the long s. */
export function foldedBeyondAscii(set: ByteSet): readonly Pattern[] {
  return [...(set[0x6b] === 1 ? [encoded(0x212a)] : []), ...(set[0x73] === 1 ? [encoded(0x17f)] : [])];
}
