/**
 * The hot loop of the reader: finds where one JSON value ends without building anything. It counts what the parsed value
 * is checked against later (members, for duplicate keys) and enforces the depth limit before JSON.parse sees a byte.
 */
import { BYTE } from './bytes.ts';
import { JsonDamage } from './damage.ts';

/** What was skipped: byte range, members of all objects inside, and whether a number too long for a double occurs. */
export interface Span {
  start: number;
  end: number;
  members: number;
  longNumber: boolean;
}

/** Deepest nesting that the scan can follow; `maxDepth` of a caller is at most this. */
export const SCAN_DEPTH = 4096;

/** Closing brackets still owed, innermost last. One buffer for all calls: the scan never calls itself. */
const closers = new Uint8Array(SCAN_DEPTH);

/** Digits that a double always keeps; longer integers may round (2^53 has 16 digits). */
const SAFE_DIGITS = 15;

/** Byte just after the string that opens at `at`; raw control characters end it as damage: JSON forbids them. */
export function skipString(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at + 1; i < end; i++) {
    const c = bytes[i] as number;
    if (c === BYTE.quote) return i + 1;
    if (c === BYTE.backslash) i++;
    else if (c < BYTE.space)
      throw new JsonDamage('syntax', i, 'the end of the string that began before this line break');
  }
  throw new JsonDamage('cut', end, 'the end of a string');
}

/** Byte just after the number, literal or garbage word at `at`; `span` learns whether it is a long number. */
function skipWord(bytes: Uint8Array, at: number, end: number, span: Span): number {
  let i = at;
  let digits = 0;
  for (; i < end; i++) {
    const c = bytes[i] as number;
    if (c >= BYTE.zero && c <= BYTE.nine) digits++;
    else if (c <= BYTE.space || c === BYTE.comma || c === BYTE.closeBrace || c === BYTE.closeBracket) break;
    else if (c === BYTE.quote || c === BYTE.openBrace || c === BYTE.openBracket || c === BYTE.colon) break;
  }
  if (digits > SAFE_DIGITS) span.longNumber = true;
  if (i === at) throw new JsonDamage('syntax', at, 'a value');
  return i;
}

/**
 * Skips the value at `at` (no leading white space) and fills `span`. `depth` is the nesting around it.
 * Checks brackets, strings and depth; the finer grammar is JSON.parse's business when the slice is parsed.
 *
 * @throws JsonDamage when the bytes end first, brackets do not pair, or nesting exceeds `maxDepth`.
 */
export function skipValue(
  bytes: Uint8Array,
  at: number,
  end: number,
  depth: number,
  maxDepth: number,
  span: Span,
): void {
  span.start = at;
  span.members = 0;
  span.longNumber = false;
  const first = bytes[at];
  if (first === BYTE.quote) {
    span.end = skipString(bytes, at, end);
    return;
  }
  if (first !== BYTE.openBrace && first !== BYTE.openBracket) {
    span.end = skipWord(bytes, at, end, span);
    return;
  }
  skipContainer(bytes, at, end, depth, maxDepth, span);
}

/** The memory that was scanned last, four bytes at a time: indentation is half of a pretty-printed dump. */
let words: Int32Array = new Int32Array(0);

/** `bytes` as words of the whole memory it lies in, so that they are aligned whatever its offset. */
function wordsOf({ buffer }: Uint8Array): Int32Array {
  if (words.buffer !== buffer) words = new Int32Array(buffer, 0, buffer.byteLength >> 2);
  return words;
}

const FOUR_SPACES = 0x20202020;

/** Literals of its own: in the bundle a shared table of bytes is read from memory at every comparison. */
function skipContainer(
  bytes: Uint8Array,
  at: number,
  end: number,
  outerDepth: number,
  maxDepth: number,
  span: Span,
): void {
  const quote = 0x22;
  const backslash = 0x5c;
  const memory = wordsOf(bytes);
  const offset = bytes.byteOffset;
  let open = 0;
  let members = 0;
  for (let i = at; i < end; i++) {
    const c = bytes[i] as number;
    if (c === 0x0a) {
      // Up to where a word begins, then word by word. What lies beyond the end is never taken for anything.
      while (((i + 1 + offset) & 3) !== 0 && bytes[i + 1] === 0x20) i++;
      if (((i + 1 + offset) & 3) === 0) {
        while (i + 4 < end && memory[(i + 1 + offset) >> 2] === FOUR_SPACES) i += 4;
      }
      continue;
    }
    if (c === 0x20 || c === 0x0d || c === 0x09 || c === 0x2c) continue;
    if (c === quote) {
      // Inlined skipString: calling it costs a third of the scan.
      for (i++; ; i++) {
        const s = bytes[i] as number;
        if (s === quote) break;
        if (s === backslash) i++;
        else if (s < 0x20) throw new JsonDamage('syntax', i, 'the end of the string that began on this line');
        if (i >= end) throw new JsonDamage('cut', end, 'the end of a string');
      }
    } else if (c === 0x3a) members++;
    else if (c === 0x7b || c === 0x5b) {
      if (outerDepth + open >= maxDepth) {
        throw new JsonDamage('depth', i, `at most ${String(maxDepth)} levels of nesting`);
      }
      closers[open++] = c + 2;
    } else if (c === 0x7d || c === 0x5d) {
      if (closers[--open] !== c) throw new JsonDamage('syntax', i, 'the bracket that closes the innermost open one');
      if (open === 0) {
        span.end = i + 1;
        span.members = members;
        return;
      }
    } else i = skipWord(bytes, i, end, span) - 1;
  }
  throw new JsonDamage('cut', end, 'the end of an object or array');
}
