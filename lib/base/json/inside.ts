/** Looks into the value that a cursor consumed last, without building it. */
import { BYTE } from './bytes.ts';
import type { KnownKeys } from './known-keys.ts';
import { Members } from './members.ts';
import type { Span } from './parse-slice.ts';
import { MAX_DEPTH } from './max-depth.ts';
import { FLAG, NO_ITEM, RESULT } from './scanner/layout.ts';
import type { Window } from './window.ts';

export class Inside {
  readonly #window: Window;
  /** The value: its owner moves it on. */
  readonly #span: Span;
  /** By table, because objects stand in one another. */
  readonly #members: (Members<unknown> | undefined)[] = [];

  constructor(window: Window, span: Span) {
    this.#window = window;
    this.#span = span;
  }

  /**
   * The members of the value, when it is an ordinary object: every member is known, once and undamaged, and no integer is
   * too long; null otherwise, and then nothing has happened. Good until the next call with the same keys.
   */
  members<Meaning>(keys: KnownKeys<Meaning>): Members<Meaning> | null {
    const { start, end } = this.#span;
    const { scanner, shift } = this.#window;
    if (!this.#opensWith(BYTE.openBrace)) return null;
    keys.teach(scanner);
    // Its depth was checked when it was consumed.
    const count = scanner.loops.walk(start + shift, end + shift, 0, MAX_DEPTH, keys.table);
    return count < 0 ? null : this.#walked(keys, count);
  }

  /** The same for all items of an array; false as soon as one is not ordinary, of which `item` is not told. */
  items<Meaning>(keys: KnownKeys<Meaning>, item: (members: Members<Meaning>) => void): boolean {
    const { start, end } = this.#span;
    const { scanner, shift } = this.#window;
    if (!this.#opensWith(BYTE.openBracket)) return false;
    keys.teach(scanner);
    let at = start + shift + 1;
    for (let isFirst = true; ; isFirst = false) {
      const count = scanner.loops.walkItem(at, end + shift, isFirst, MAX_DEPTH, keys.table);
      if (count < 0) return count === NO_ITEM;
      at = scanner.words[RESULT.stop >> 2] as number;
      item(this.#walked(keys, count));
    }
  }

  /** Makes a member the value itself. */
  take(members: Members<unknown>, at: number): void {
    members.range(at, this.#span);
  }

  /** The value, for `retake` after its members. */
  taken(): Span {
    const { start, end, members, flags } = this.#span;
    return { start, end, members, flags };
  }

  retake({ start, end, members, flags }: Span): void {
    this.#span.start = start;
    this.#span.end = end;
    this.#span.members = members;
    this.#span.flags = flags;
  }

  #opensWith(bracket: number): boolean {
    const { start, flags } = this.#span;
    const { scanner, shift } = this.#window;
    return (flags & FLAG.longNumber) === 0 && scanner.bytes[start + shift] === bracket;
  }

  #walked<Meaning>(keys: KnownKeys<Meaning>, count: number): Members<Meaning> {
    const members = (this.#members[keys.table] ??= new Members(this.#window, keys)) as Members<Meaning>;
    members.count = count;
    return members;
  }
}
