/** UTF-8 that is checked while it is read. */
import { isUtf8 } from 'node:buffer';
import type { ByteSource } from '../base/source/index.ts';

/** `source` without its first `skipped` bytes. `onInvalid` is told once, of the first byte that is not UTF-8. */
export class Utf8Source implements ByteSource {
  readonly #source: ByteSource;
  readonly #skipped: number;
  readonly #onInvalid: (byte: number) => void;
  /** All before was looked at. */
  #checked = 0;
  /** The bytes of a character that was begun there. */
  #begun: Buffer = Buffer.alloc(0);
  #isInvalid = false;

  constructor(source: ByteSource, skipped: number, onInvalid: (byte: number) => void) {
    this.#source = source;
    this.#skipped = skipped;
    this.#onInvalid = onInvalid;
  }

  read(at: number, into: Uint8Array): number {
    const count = this.#source.read(at + this.#skipped, into);
    if (this.#isInvalid || at > this.#checked) return count;
    if (count > 0) this.#check(Buffer.from(into.buffer, into.byteOffset, count), at);
    // The end comes in the middle of a character.
    else if (at === this.#checked && this.#begun.length > 0 && into.length > 0) this.#fail(this.#checked);
    return count;
  }

  #check(piece: Buffer, at: number): void {
    const fresh = piece.subarray(this.#checked - at);
    if (fresh.length === 0) return;
    const from = this.#checked - this.#begun.length;
    const missing = this.#begun.length === 0 ? 0 : lengthOf(this.#begun[0] ?? 0) - this.#begun.length;
    const first = Buffer.concat([this.#begun, fresh.subarray(0, missing)]);
    this.#checked += fresh.length;
    if (fresh.length < missing) {
      if (begunAtEnd(first) === first.length) this.#begun = first;
      else this.#fail(from + firstInvalid(first));
      return;
    }
    const rest = fresh.subarray(missing);
    const whole = rest.subarray(0, rest.length - begunAtEnd(rest));
    if (!isUtf8(first)) this.#fail(from + firstInvalid(first));
    else if (!isUtf8(whole)) this.#fail(from + first.length + firstInvalid(whole));
    else this.#begun = Buffer.from(rest.subarray(whole.length));
  }

  #fail(byte: number): void {
    this.#isInvalid = true;
    this.#onInvalid(byte);
  }
}

/** Bytes of a character, by the first of them; 1 for a byte that begins none. */
function lengthOf(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

/** Where the second byte may be no other continuation byte (Unicode, table 3-7). */
const SECOND: ReadonlyMap<number, readonly [least: number, most: number]> = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
]);

/** How many bytes at the end begin a character that is not whole, and may become one. */
function begunAtEnd(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    if (lengthOf(byte) <= back) return 0;
    const [least, most] = SECOND.get(byte) ?? [0x80, 0xbf];
    const second = back > 1 ? (bytes[bytes.length - back + 1] ?? 0) : least;
    return second >= least && second <= most ? back : 0;
  }
  return 0;
}

/** Offset of the first byte that is not UTF-8: halving keeps it cheap, a valid prefix may end inside a character. */
function firstInvalid(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const prefix = bytes.subarray(0, middle + 1);
    if (isUtf8(prefix.subarray(0, prefix.length - begunAtEnd(prefix)))) low = middle + 1;
    else high = middle;
  }
  return low;
}
