/**
 * A pull reader over the bytes of one JSON document. The caller walks down to the elements it knows (one virtual host, one
 * cluster, …) and takes each as a value; everything is scanned once, nothing but the element at hand is in memory, and an
 * element that is damaged costs that element only.
 */
import { BYTE } from './bytes.ts';
import { JsonDamage } from './damage.ts';
import { onlyText, plainText } from './only-text.ts';
import { countMembers, parseSlice } from './parse-slice.ts';
import { KeyReader } from './key-reader.ts';
import { SCAN_DEPTH, skipValue } from './skip-value.ts';
import type { Repeat, Repeats } from './repeats.ts';
import type { Span } from './skip-value.ts';

/** What stands at the cursor. `word` is a number or literal; `end` the end of the bytes. */
export type ValueKind = 'object' | 'array' | 'string' | 'word' | 'end';

/** Real dumps nest 22 to 24 levels; JSON.stringify overflows the stack near 5,000 (reference/reliability-security.md 4.1). */
export const MAX_DEPTH = 256;

export interface CursorEvents {
  /** An element was lost; reading goes on after it. */
  readonly onDamage: (damage: JsonDamage) => void;
  /** A key occurs twice in one object of this range; the last value won. */
  readonly onDuplicateKey: (start: number, end: number) => void;
  /** An integer that a double cannot hold stands in the value that begins here; it arrives as text. */
  readonly onLongInteger: (start: number) => void;
}

function isSpace(c: number): boolean {
  return c === BYTE.space || c === BYTE.lineFeed || c === BYTE.carriageReturn || c === BYTE.tab;
}

/** `configs[3].dynamic_route_configs[0].route_config` */
function pathText(path: readonly (string | number)[]): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${String(part)}]` : i === 0 ? part : `.${part}`)).join('');
}

export class JsonCursor {
  readonly #bytes: Buffer;
  readonly #end: number;
  readonly #events: CursorEvents;
  #at: number;
  #depth = 0;
  /** Remarks so far: keys that stood twice, integers too long. Grows with each. */
  remarks = 0;
  readonly #path: (string | number)[] = [];
  readonly #keys = new KeyReader();
  readonly #span: Span = { start: 0, end: 0, members: 0, longNumber: false };

  constructor(bytes: Buffer, start: number, events: CursorEvents) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = bytes.length;
    this.#events = events;
  }

  /** Offset of the next byte to read. */
  get position(): number {
    return this.#at;
  }

  /** Byte range of the value that `value` or `skip` consumed last. */
  get last(): { readonly start: number; readonly end: number } {
    return { start: this.#span.start, end: this.#span.end };
  }

  kind(): ValueKind {
    switch (this.#peek()) {
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

  /** Consumes one value without building it. */
  skip(): void {
    this.#peek();
    skipValue(this.#bytes, this.#at, this.#end, this.#depth, MAX_DEPTH, this.#span);
    this.#at = this.#span.end;
  }

  /** Consumes one value and builds it. After a syntax error inside it, the cursor stands behind it. */
  value(): unknown {
    this.skip();
    return this.lastValue();
  }

  /** The value consumed last, by its bytes, among those that `repeats` knows. */
  lastRepeat<Kept>(repeats: Repeats<Kept>): Repeat<Kept> {
    return repeats.find(this.#bytes, this.#span.start, this.#span.end);
  }

  /** Builds the value that `skip` consumed last. */
  lastValue(): unknown {
    const { start, end, members } = this.#span;
    const value = parseSlice(this.#bytes, this.#span, () => {
      this.remarks++;
      this.#events.onLongInteger(start);
    });
    if (members > 0 && countMembers(value) !== members) {
      this.remarks++;
      this.#events.onDuplicateKey(start, end);
    }
    return value;
  }

  /**
   * The string at the cursor, or with `key` the one in `{"key": "…"}`, when it is plain ASCII without escapes and the object
   * has nothing else; its range is `last` then. Null, with nothing consumed, for all that differs: take it as a value.
   */
  plainText(key?: string): string | null {
    this.#peek();
    const found = key === undefined ? plainText(this.#bytes, this.#at) : onlyText(this.#bytes, this.#at, key);
    if (found === null) return null;
    this.#span.start = this.#at;
    this.#span.end = this.#at = found.end;
    return found.text;
  }

  /** Walks the members of the object at the cursor; `member` must consume the value of each key. */
  members(member: (key: string) => void): void {
    this.#enter(BYTE.openBrace);
    if (this.#leave(BYTE.closeBrace)) return;
    const level = this.#path.length;
    const seen: string[] = [];
    do {
      const from = this.#at;
      const key = this.#key();
      // Few keys at these levels: looking through them is cheaper than a set.
      if (seen.includes(key)) this.#repeated(from);
      else seen.push(key);
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
    const start = this.#at;
    const depth = this.#depth;
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
      this.#at = start;
      this.#depth = depth;
    }
  }

  /**
   * Walks the items of the array at the cursor; `item` must consume one value. A damaged item is reported and left out; the
   * walk goes on where its end can be told: by its brackets, or in indented text by the line that closes it.
   */
  items(item: (index: number) => void): void {
    this.#enter(BYTE.openBracket);
    if (this.#leave(BYTE.closeBracket)) return;
    const level = this.#path.length;
    let index = 0;
    do {
      this.#peek();
      this.#path[level] = index;
      const start = this.#at;
      const depth = this.#depth;
      try {
        item(index);
      } catch (damage) {
        if (!(damage instanceof JsonDamage)) throw damage;
        damage.path ??= pathText(this.#path);
        this.#depth = depth;
        this.#path.length = level + 1;
        this.#at = this.#endOfItem(start, damage);
        this.#events.onDamage(damage);
      }
      index++;
    } while (this.#more(BYTE.closeBracket));
    this.#path.length = level;
  }

  #peek(): number {
    while (this.#at < this.#end) {
      const c = this.#bytes[this.#at] as number;
      if (c > 0x20 || !isSpace(c)) return c;
      this.#at++;
    }
    return -1;
  }

  #enter(opener: number): void {
    if (this.#peek() !== opener) throw this.#unexpected(opener === BYTE.openBrace ? 'an object' : 'an array');
    this.#at++;
    this.#depth++;
    if (this.#depth > MAX_DEPTH)
      throw new JsonDamage('depth', this.#at, `at most ${String(MAX_DEPTH)} levels of nesting`);
  }

  #leave(closer: number): boolean {
    if (this.#peek() !== closer) return false;
    this.#at++;
    this.#depth--;
    return true;
  }

  #more(closer: number): boolean {
    if (this.#leave(closer)) return false;
    if (this.#peek() !== BYTE.comma) throw this.#unexpected('a comma or the closing bracket');
    this.#at++;
    return true;
  }

  #key(): string {
    if (this.#peek() !== BYTE.quote) throw this.#unexpected('a key in double quotes');
    const key = this.#keys.read(this.#bytes, this.#at, this.#end);
    this.#at = this.#keys.end;
    if (this.#peek() !== BYTE.colon) throw this.#unexpected('a colon');
    this.#at++;
    return key;
  }

  /** A key that stands twice in an object which is walked member by member. */
  #repeated(from: number): void {
    this.remarks++;
    this.#events.onDuplicateKey(from, from);
  }

  #unexpected(expected: string): JsonDamage {
    return new JsonDamage(this.#peek() === -1 ? 'cut' : 'syntax', this.#at, expected);
  }

  /** Where reading can go on after a damaged item. @throws the damage itself when nothing tells. */
  #endOfItem(start: number, damage: JsonDamage): number {
    if (damage.kind !== 'cut') {
      try {
        const span: Span = { start, end: start, members: 0, longNumber: false };
        skipValue(this.#bytes, start, this.#end, 0, SCAN_DEPTH, span);
        if (this.#continuesAt(span.end)) return span.end;
      } catch (second) {
        if (!(second instanceof JsonDamage)) throw second;
      }
    }
    const byIndent = this.#endByIndent(start, damage.byte);
    if (byIndent !== -1) return byIndent;
    throw damage;
  }

  /** In indented JSON an element ends on the next line that closes at the element's own indentation. */
  #endByIndent(start: number, from: number): number {
    const lineStart = this.#bytes.lastIndexOf(BYTE.lineFeed, start) + 1;
    const indent = this.#bytes.toString('latin1', lineStart, start);
    if (lineStart === 0 || indent.trim() !== '') return -1;
    const closer = this.#bytes[start] === BYTE.openBrace ? '}' : ']';
    const found = this.#bytes.indexOf(`\n${indent}${closer}`, Math.min(from, this.#end), 'latin1');
    if (found === -1) return -1;
    const after = found + 1 + indent.length + 1;
    return this.#continuesAt(after) ? after : -1;
  }

  #continuesAt(at: number): boolean {
    const before = this.#at;
    this.#at = at;
    const c = this.#peek();
    this.#at = before;
    return c === BYTE.comma || c === BYTE.closeBracket;
  }
}
