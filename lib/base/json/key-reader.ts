/** Reads object keys. Documents have few different ones, so each is made into a string once. */
import { parseSlice } from './parse-slice.ts';
import { skipString } from './skip-value.ts';

const SLOTS = 1024;

export class KeyReader {
  readonly #known: string[] = new Array<string>(SLOTS).fill('');
  /** Offset just after the key that was read last, its closing quote included. */
  end = 0;

  /** The key whose opening quote stands at `at`. @throws JsonDamage when it does not end. */
  read(bytes: Buffer, at: number, end: number): string {
    let hash = 0;
    for (let i = at + 1; i < end; i++) {
      const c = bytes[i] as number;
      if (c === 0x22) return this.#plain(bytes, at + 1, i, hash & (SLOTS - 1));
      if (c === 0x5c || c < 0x20 || c > 0x7e) break;
      hash = (Math.imul(hash, 31) + c) | 0;
    }
    // Escapes, other alphabets, damage.
    this.end = skipString(bytes, at, end);
    return parseSlice(bytes, { start: at, end: this.end, members: 0, longNumber: false }, () => undefined) as string;
  }

  #plain(bytes: Buffer, start: number, end: number, slot: number): string {
    this.end = end + 1;
    const known = this.#known[slot] as string;
    if (isAt(known, bytes, start, end)) return known;
    const key = bytes.toString('latin1', start, end);
    this.#known[slot] = key;
    return key;
  }
}

function isAt(text: string, bytes: Buffer, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}
