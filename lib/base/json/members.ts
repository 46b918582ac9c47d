/** The members of an object that was walked in one go; valid until the cursor moves or walks another of the same keys. */
import { latin1 } from './latin1.ts';
import { BECAME, ENTRIES, ENTRY, ENTRY_WORDS, MOST_ENTRIES } from './scanner/layout.ts';
import type { KnownKeys } from './known-keys.ts';
import type { Span } from './parse-slice.ts';
import type { Window } from './window.ts';

export class Members<Meaning> {
  readonly #window: Window;
  readonly #keys: KnownKeys<Meaning>;
  /** Index of the first word of its entries. */
  readonly #first: number;
  count = 0;
  /** Offset of the item behind the object, in an array; -1 when it is not known. */
  next = -1;
  /** How deep in the document its keys are. */
  level = 0;

  constructor(window: Window, keys: KnownKeys<Meaning>) {
    this.#window = window;
    this.#keys = keys;
    this.#first = (ENTRIES >> 2) + keys.table * MOST_ENTRIES * ENTRY_WORDS;
  }

  /** What the key of the member stands for. */
  meaning(at: number): Meaning | null {
    return this.#keys.meanings[this.#word(at, ENTRY.key)] ?? null;
  }

  /** The plain text that a member for `onlyText` is; null when it is anything else. */
  text(at: number): string | null {
    if (this.#word(at, ENTRY.became) !== BECAME.text) return null;
    return latin1(this.#window.scanner.bytes, this.#word(at, ENTRY.first), this.#word(at, ENTRY.second));
  }

  /** The number of a member for `repeat`: equal bytes under one key have the same. -1 when it has none. */
  repeat(at: number): number {
    return this.#word(at, ENTRY.became) === BECAME.repeat ? this.#word(at, ENTRY.first) : -1;
  }

  /** The number that a member for `integer` is; -1 when it is anything else. */
  integer(at: number): number {
    return this.#word(at, ENTRY.became) === BECAME.integer ? this.#word(at, ENTRY.first) : -1;
  }

  /** Where the member's value is, in offsets of the document. */
  range(at: number, span: Span): void {
    const { shift } = this.#window;
    span.start = this.#word(at, ENTRY.start) - shift;
    span.end = this.#word(at, ENTRY.end) - shift;
    span.members = this.#word(at, ENTRY.members);
    span.flags = this.#word(at, ENTRY.flags);
  }

  #word(at: number, word: number): number {
    return this.#window.scanner.words[this.#first + at * ENTRY_WORDS + word] as number;
  }
}
