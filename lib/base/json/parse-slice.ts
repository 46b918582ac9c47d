/** Turns the bytes of one skipped value into a JavaScript value, strictly, and says where keys repeat. */
import { BYTE } from './bytes.ts';
import { JsonDamage } from './damage.ts';
import { latin1 } from './latin1.ts';
import { FLAG } from './scanner/layout.ts';
import { findSyntaxError } from './syntax-error.ts';

/** A value that was scanned: its range in some bytes, the members of all objects inside, what was seen in it (FLAG). */
export interface Span {
  start: number;
  end: number;
  members: number;
  flags: number;
}

/** Strings and numbers, so that digits inside strings are passed over; only run on slices in which a long number was seen. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** True for an integer that a double would print with other digits. */
function isRounded(token: string): boolean {
  return token.length > 15 && /^-?\d+$/.test(token) && String(Number(token)) !== token;
}

/**
 * JSON.parse of `bytes[span.start, span.end)`. Integers beyond 2^53 arrive as decimal strings, as protobuf JSON writes
 * them anyway, so that no digit is lost. `shift` is what indices of `bytes` are larger by than offsets in the document.
 *
 * @throws JsonDamage with the byte of the first violation; V8's message is never shown, because it quotes the input.
 */
export function parseSlice(bytes: Buffer, { start, end, flags }: Span, shift: number, onRounded: () => void): unknown {
  let text = (flags & FLAG.notAscii) === 0 ? latin1(bytes, start, end) : bytes.toString('utf8', start, end);
  if ((flags & FLAG.longNumber) !== 0) {
    text = text.replace(STRING_OR_NUMBER, (token) => {
      if (!isRounded(token)) return token;
      onRounded();
      return `"${token}"`;
    });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const found = findSyntaxError(bytes, start, end);
    throw new JsonDamage('syntax', found.byte - shift, found.expected);
  }
}

/** The text of a string that stands there as it is, without escapes and other alphabets; null for all else. */
export function plainText(bytes: Buffer, { start, end, flags }: Span, shift: number): string | null {
  const from = start + shift;
  return flags === 0 && bytes[from] === BYTE.quote ? latin1(bytes, from + 1, end + shift - 1) : null;
}

/** Members of all objects in a parsed value; fewer than the bytes hold means that a key was given twice somewhere. */
export function countMembers(value: unknown): number {
  let count = 0;
  const todo: unknown[] = [value];
  while (todo.length > 0) {
    const next = todo.pop();
    if (Array.isArray(next)) {
      for (let at = 0; at < next.length; at++) if (typeof next[at] === 'object') todo.push(next[at]);
    } else if (typeof next === 'object' && next !== null) {
      // What JSON.parse made has no other members than its own.
      for (const key in next) {
        count++;
        const item = (next as Record<string, unknown>)[key];
        if (typeof item === 'object') todo.push(item);
      }
    }
  }
  return count;
}
