/**
 * A pull reader over one JSON document. The caller walks down to the elements it knows (one virtual host, one cluster, …)
 * and takes each as a value; bytes are scanned once, nothing but a window around the element at hand is in memory, and an
 * element that is damaged costs that element only.
 */
import type { ByteSource } from '../source/index.ts';
import { BYTE } from './bytes.ts';
import type { CursorEvents } from './cursor-events.ts';
import { JsonDamage } from './damage.ts';
import { Inside } from './inside.ts';
import type { KnownKeys } from './known-keys.ts';
import { MAX_DEPTH } from './max-depth.ts';
import { Members } from './members.ts';
import { countMembers, parseSlice, plainText } from './parse-slice.ts';
import { pathText } from './path-text.ts';
import type { Span } from './parse-slice.ts';
import { endOfItem } from './recovery.ts';
import { scanPast } from './scan-past.ts';
import { Tokens } from './tokens.ts';
import { walkObject } from './walk-object.ts';
import { walkWrappers } from './walk-wrappers.ts';
import type { WrapperRun } from './walk-wrappers.ts';

/** What stands at the cursor. `word` is a number or literal; `end` the end of the document. */
export type ValueKind = 'object' | 'array' | 'string' | 'word' | 'end';

export class JsonCursor {
  readonly #tokens: Tokens;
  readonly #events: CursorEvents;
  #depth = 0;
  /** Remarks so far: keys that stood twice, integers too long. Grows with each. */
  remarks = 0;
  readonly #path: (string | number)[] = [];
  readonly #span: Span = { start: 0, end: 0, members: 0, flags: 0 };
  /** What is in the value that was consumed last. */
  readonly inside: Inside;

  /** All offsets are those of the source. `close` must be called when reading is over. */
  constructor(source: ByteSource, start: number, events: CursorEvents) {
    this.#tokens = new Tokens(source, start);
    this.#events = events;
    this.inside = new Inside(this.#tokens.window, this.#span);
  }

  close(): void {
    this.#tokens.window.close();
  }

  /** Offset of the next byte to read. */
  get position(): number {
    return this.#tokens.at;
  }

  /** Byte range of the value that was consumed last. */
  get last(): { readonly start: number; readonly end: number } {
    return { start: this.#span.start, end: this.#span.end };
  }

  /** Grows when the numbers of repeats begin to mean other values. */
  get generation(): number {
    return this.#tokens.window.scanner.generation;
  }

  kind(): ValueKind {
    switch (this.#tokens.peek()) {
      case -1:
        return 'end';
      case BYTE.openBrace:
        return 'object';
      case BYTE.openBracket:
        return 'array';
      case BYTE.quote:
        return 'string';
      default:
        return 'word';
    }
  }

  /** Consumes one value that nobody asks for, however large. */
  pass(): void {
    this.#tokens.peek();
    this.#consume(this.#tokens.pin === Infinity ? null : this.#tokens.pin);
  }

  /** Consumes one value without building it; `lastValue` may be asked for it. */
  skip(): void {
    this.#tokens.peek();
    this.#consume(this.#tokens.keep);
  }

  /** Consumes one value and builds it. After a syntax error inside it, the cursor stands behind it. */
  value(): unknown {
    this.skip();
    return this.lastValue();
  }

  /** The number of the value consumed last: equal bytes under one `field` have the same. -1 when it has none. */
  lastRepeat(field: number): number {
    const { scanner, shift } = this.#tokens.window;
    return scanner.loops.repeat(field, this.#span.start + shift, this.#span.end + shift);
  }

  /** The text that was consumed last, when it stands there as it is; null for all else. */
  lastText(): string | null {
    const { scanner, shift } = this.#tokens.window;
    return plainText(scanner.bytes, this.#span, shift);
  }

  /** Builds the value that was consumed last. */
  lastValue(): unknown {
    const { start, end, members, flags } = this.#span;
    const { scanner, shift } = this.#tokens.window;
    const value = parseSlice(scanner.bytes, { start: start + shift, end: end + shift, members, flags }, shift, () => {
      this.remarks++;
      this.#events.onLongInteger(start);
    });
    if (members > 0 && countMembers(value) !== members) {
      this.remarks++;
      this.#events.onDuplicateKey(start, end);
    }
    return value;
  }

  /** Takes a member of the object that `objects` walked, as if it was consumed last; damage in it is said to be at `key`. */
  take(members: Members<unknown>, at: number, key: string): void {
    members.range(at, this.#span);
    this.#path[members.level] = key;
  }

  /** Walks the members of the object at the cursor; `member` must consume the value of each key. */
  members(member: (key: string) => void): void {
    this.#enter(BYTE.openBrace);
    if (this.#leave(BYTE.closeBrace)) return;
    const level = this.#path.length;
    const seen: string[] = [];
    do {
      const from = this.#tokens.at;
      const key = this.#key();
      // Few keys at these levels: looking through them is cheaper than a set.
      if (seen.includes(key)) {
        this.remarks++;
        this.#events.onDuplicateKey(from, from);
      } else seen.push(key);
      this.#path[level] = key;
      member(key);
    } while (this.#more(BYTE.closeBrace));
    this.#path.length = level;
  }

  /**
   * Looks at the keys of the object at the cursor without consuming it, until `visit` returns true or the keys end.
   * Damage on the way ends the look silently: the walk that follows will meet it again and report it.
   */
  peekKeys(visit: (key: string) => boolean): void {
    if (this.kind() !== 'object') return;
    const start = this.#tokens.at;
    const depth = this.#depth;
    const pin = this.#tokens.pin;
    this.#tokens.pin = Math.min(pin, start);
    try {
      this.#enter(BYTE.openBrace);
      if (this.#leave(BYTE.closeBrace)) return;
      while (!visit(this.#key())) {
        this.skip();
        if (!this.#more(BYTE.closeBrace)) return;
      }
    } catch (damage) {
      if (!(damage instanceof JsonDamage)) throw damage;
    } finally {
      this.#tokens.at = start;
      this.#depth = depth;
      this.#tokens.pin = pin;
    }
  }

  /**
   * Walks the items of the array at the cursor; `item` must consume one value. A damaged item is reported and left out; the
   * walk goes on where its end can be told: by its brackets, or in indented text by the line that closes it.
   */
  items(item: (index: number) => void): void {
    this.#each((index) => {
      item(index);
      return -1;
    });
  }

  /**
   * `items` for objects that are mostly ordinary: those of which every member is known, once and undamaged, go to `plain`
   * with all their members, already consumed; `other` must consume one of the rest, as for `items`.
   */
  objects<Meaning>(
    keys: KnownKeys<Meaning>,
    plain: (members: Members<Meaning>, index: number) => void,
    other: (index: number) => void,
  ): void {
    const members = new Members(this.#tokens.window, keys);
    this.#each((index) => {
      if (!walkObject(this.#tokens, keys, this.#depth, members)) {
        other(index);
        return -1;
      }
      members.level = this.#path.length;
      plain(members, index);
      if (this.#path.length > members.level) this.#path.length = members.level;
      return members.next;
    });
  }

  /**
   * Passes the array at the cursor, of which only the objects that stand under `held` in its items are counted; `other` must
   * consume the items that hold anything but these and plain texts, and those that are larger than the window.
   */
  wrappers<Kind>(keys: KnownKeys<Kind>, held: Kind, passed: (objects: number) => void, other: () => void): void {
    const kinds = keys.bitsOf(held);
    const run: WrapperRun = { items: 0, objects: 0, next: -1 };
    let before = 0;
    this.#each((turn) => {
      this.#path[this.#path.length - 1] = before + turn;
      if (!walkWrappers(this.#tokens, keys, kinds, this.#depth, run)) {
        other();
        return -1;
      }
      before += run.items - 1;
      passed(run.objects);
      return run.next;
    });
  }

  /** Walks an array; `item` gives the offset of the next item, or -1. */
  #each(item: (index: number) => number): void {
    this.#enter(BYTE.openBracket);
    if (this.#leave(BYTE.closeBracket)) return;
    const level = this.#path.length;
    let index = 0;
    let next: number;
    do {
      this.#tokens.peek();
      this.#path[level] = index;
      const start = this.#tokens.at;
      const depth = this.#depth;
      next = -1;
      try {
        next = item(index);
      } catch (damage) {
        if (!(damage instanceof JsonDamage)) throw damage;
        damage.path ??= pathText(this.#path);
        this.#depth = depth;
        this.#path.length = level + 1;
        this.#tokens.at = endOfItem(this.#tokens, start, damage);
        this.#events.onDamage(damage);
      }
      index++;
      if (next !== -1) this.#tokens.at = next;
    } while (next !== -1 || this.#more(BYTE.closeBracket));
    this.#path.length = level;
  }

  #consume(keep: number | null): void {
    scanPast(this.#tokens.window, this.#tokens.at, this.#depth, MAX_DEPTH, keep, this.#span);
    this.#tokens.at = this.#span.end;
  }

  #enter(opener: number): void {
    if (this.#tokens.peek() !== opener) throw this.#unexpected(opener === BYTE.openBrace ? 'an object' : 'an array');
    this.#tokens.at++;
    this.#depth++;
    if (this.#depth > MAX_DEPTH)
      throw new JsonDamage('depth', this.#tokens.at, `at most ${String(MAX_DEPTH)} levels of nesting`);
  }

  #leave(closer: number): boolean {
    if (this.#tokens.peek() !== closer) return false;
    this.#tokens.at++;
    this.#depth--;
    return true;
  }

  #more(closer: number): boolean {
    if (this.#leave(closer)) return false;
    if (this.#tokens.peek() !== BYTE.comma) throw this.#unexpected('a comma or the closing bracket');
    this.#tokens.at++;
    return true;
  }

  #key(): string {
    const tokens = this.#tokens;
    if (tokens.peek() !== BYTE.quote) throw this.#unexpected('a key in double quotes');
    const key = tokens.key();
    if (tokens.peek() !== BYTE.colon) throw this.#unexpected('a colon');
    tokens.at++;
    return key;
  }

  #unexpected(expected: string): JsonDamage {
    return new JsonDamage(this.#tokens.peek() === -1 ? 'cut' : 'syntax', this.#tokens.at, expected);
  }
}
