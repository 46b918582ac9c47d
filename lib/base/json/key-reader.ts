/** Reads object keys. Documents have few different ones, so each is made into a string once. */
import { latin1 } from './latin1.ts';
import { parseSlice } from './parse-slice.ts';
import { FLAG } from './scanner/layout.ts';
import { stringEnd } from './string-end.ts';

const SLOTS = 1024;

export class KeyReader {
  readonly #known: string[] = new Array<string>(SLOTS).fill('');
  /** Index just after the key that was read last, its closing quote included. */
  end = 0;

  /** The key whose opening quote stands at `at`; null when the bytes end first. `shift` as in parseSlice. */
  read(bytes: Buffer, at: number, end: number, shift: number): string | null {
    let hash = 0;
    for (let i = at + 1; i < end; i++) {
      const c = bytes[i] as number;
      if (c === 0x22) return this.#plain(bytes, at + 1, i, hash & (SLOTS - 1));
      if (c === 0x5c || c < 0x20 || c > 0x7e) break;
      hash = (Math.imul(hash, 31) + c) | 0;
    }
    // Escapes, other alphabets, damage.
    const after = stringEnd(bytes, at, end, shift);
    if (after === -1) return null;
    this.end = after;
    const span = { start: at, end: after, members: 0, flags: FLAG.notAscii };
    return parseSlice(bytes, span, shift, () => undefined) as string;
  }

  #plain(bytes: Buffer, start: number, end: number, slot: number): string {
    this.end = end + 1;
    const known = this.#known[slot] as string;
    if (isAt(known, bytes, start, end)) return known;
    const key = latin1(bytes, start, end);
    this.#known[slot] = key;
    return key;
  }
}

function isAt(text: string, bytes: Buffer, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}
