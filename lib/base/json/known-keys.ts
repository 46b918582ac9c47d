/** The members that objects of one kind are known to have, for `JsonCursor.objects`. */
import { KEYS, KEY_BYTES, KEY_TEXT, MOST_KEYS, RESULT } from './scanner/layout.ts';
import type { Scanner } from './scanner/scanner.ts';

/**
 * How a member is read: `value` as it comes, `repeat` as one that many objects share, `onlyText` as the plain text that may
 * be the only member of an object.
 */
export type KeyUse = 'value' | 'repeat' | 'onlyText';

const USE: Readonly<Record<KeyUse, number>> = { value: 0, onlyText: 2, repeat: 3 };

export interface KnownKey<Meaning> {
  readonly name: string;
  readonly use: KeyUse;
  readonly meaning: Meaning;
}

/** `meanings` go with the keys by number; `textKey` is the only member of objects read as `onlyText`. */
export class KnownKeys<Meaning> {
  readonly meanings: readonly (Meaning | null)[];
  readonly #rows: readonly (readonly [name: string, use: number])[];

  constructor(textKey: string, keys: readonly KnownKey<Meaning>[]) {
    // The text key comes first, and is no member of the objects themselves: scanner.as.ts takes it for unknown there.
    this.#rows = [[textKey, 0], ...keys.map(({ name, use }) => [name, USE[use]] as const)];
    this.meanings = [null, ...keys.map(({ meaning }) => meaning)];
    const isFit = ({ length }: string): boolean => length <= KEY_BYTES - KEY_TEXT;
    if (this.#rows.length > MOST_KEYS || !this.#rows.every(([name]) => isFit(name))) {
      throw new Error('too many keys, or too long ones');
    }
  }

  /** Tells a scanner of the keys. */
  teach(scanner: Scanner): void {
    const { bytes, words } = scanner;
    for (const [id, [name, use]] of this.#rows.entries()) {
      const at = KEYS + id * KEY_BYTES;
      bytes.fill(0, at, at + KEY_BYTES);
      bytes.writeUInt16LE(name.length, at);
      bytes.writeUInt16LE(use, at + 2);
      bytes.write(name, at + KEY_TEXT, 'latin1');
    }
    words[RESULT.keyCount >> 2] = this.#rows.length;
    scanner.taught = this;
  }
}
