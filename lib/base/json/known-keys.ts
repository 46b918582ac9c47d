/** The members that objects of one kind are known to have, for `JsonCursor.objects` and `inside`. */
import { KEYS, KEY_BYTES, KEY_COUNT, KEY_TEXT, KEY_USE, MOST_KEYS, MOST_TABLES } from './scanner/layout.ts';
import type { Scanner } from './scanner/scanner.ts';

/**
 * How a member is read: `value` as it comes, `repeat` as one that many objects share, `text` as plain text and
 * `integer` as a small one where it is that, `onlyText` as the plain text that may be the only member of an object.
 */
export type KeyUse = 'value' | 'repeat' | 'text' | 'integer' | 'onlyText';

const USE: Readonly<Record<KeyUse, number>> = { value: 0, onlyText: 2, repeat: 3, text: 4, integer: 5 };

export interface KnownKey<Meaning> {
  readonly name: string;
  readonly use: KeyUse;
  readonly meaning: Meaning;
}

/**
 * `meanings` go with the keys by number; `textKey` is the only member of objects read as `onlyText`, empty where there is
 * none. Kinds of objects that are read of one document need tables of their own: equal bytes are the same by table and key.
 */
export class KnownKeys<Meaning> {
  readonly table: number;
  readonly meanings: readonly (Meaning | null)[];
  readonly #rows: readonly (readonly [name: string, use: number])[];

  constructor(table: number, textKey: string, keys: readonly KnownKey<Meaning>[]) {
    this.table = table;
    // The text key comes first, and is no member of the objects themselves: scanner.as.ts takes it for unknown there.
    this.#rows = [[textKey, 0], ...keys.map(({ name, use }) => [name, USE[use]] as const)];
    this.meanings = [null, ...keys.map(({ meaning }) => meaning)];
    const isFit = ({ length }: string): boolean => length <= KEY_BYTES - KEY_TEXT;
    if (table >= MOST_TABLES || this.#rows.length > MOST_KEYS || !this.#rows.every(([name]) => isFit(name))) {
      throw new Error('too many keys or tables, or too long ones');
    }
  }

  /** The keys that stand for `meaning`, a bit each by number; for tables of at most 31 keys. */
  bitsOf(meaning: Meaning): number {
    return this.meanings.reduce((bits, one, id) => (one === meaning ? bits | (1 << id) : bits), 0);
  }

  /** Tells a scanner of the keys, if it does not know. */
  teach(scanner: Scanner): void {
    if (scanner.taught[this.table] === this) return;
    const { bytes } = scanner;
    const first = KEYS + this.table * MOST_KEYS * KEY_BYTES;
    for (const [id, [name, use]] of this.#rows.entries()) {
      const at = first + id * KEY_BYTES;
      bytes.fill(0, at, at + KEY_BYTES);
      bytes.writeUInt16LE(name.length, at);
      bytes.writeUInt16LE(use, at + KEY_USE);
      bytes.write(name, at + KEY_TEXT, 'latin1');
    }
    bytes.writeUInt32LE(this.#rows.length, first + KEY_COUNT);
    scanner.taught[this.table] = this;
  }
}
