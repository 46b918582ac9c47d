/** Lines of a source, looked at without holding more of it than a few. */
import type { ByteSource } from './byte-source.ts';
import { fill, pieceOf } from './piece.ts';

const LINE_FEED = 0x0a;
const HELD = 1 << 16;

export class Lines {
  readonly #source: ByteSource;
  /** What is in memory anyway is held as a whole. */
  readonly #held: Buffer;
  #base = 0;
  #filled: number;

  constructor(source: ByteSource) {
    this.#source = source;
    this.#held = source.whole ?? Buffer.alloc(HELD);
    this.#filled = source.whole?.length ?? -1;
  }

  /** The byte at an offset; -1 behind the end. */
  byte(at: number): number {
    this.#hold(at);
    return at - this.#base < this.#filled && at >= this.#base ? (this.#held[at - this.#base] as number) : -1;
  }

  /** Offset of the first byte at or after `from` that is no white space or control character. */
  skipSpace(from: number): number {
    let at = from;
    for (let byte = this.byte(at); byte !== -1 && byte <= 0x20; byte = this.byte(at)) at++;
    return at;
  }

  /** Offset of the line feed that ends the line at `at`, or of the end. */
  end(at: number): number {
    for (let from = at; ;) {
      if (this.byte(from) === -1) return from;
      const feed = this.#held.subarray(0, this.#filled).indexOf(LINE_FEED, from - this.#base);
      if (feed !== -1) return this.#base + feed;
      from = this.#base + this.#filled;
    }
  }

  /** The bytes `[start, end)` as latin1: one character a byte. */
  text(start: number, end: number): string {
    const from = start - this.#base;
    if (from >= 0 && end - this.#base <= this.#filled) return this.#held.toString('latin1', from, end - this.#base);
    return pieceOf(this.#source, start, end).toString('latin1');
  }

  #hold(at: number): void {
    if (this.#source.whole !== undefined) return;
    if (this.#filled !== -1 && at >= this.#base && at < this.#base + this.#filled) return;
    this.#base = at;
    this.#filled = fill(this.#source, at, this.#held);
  }
}
