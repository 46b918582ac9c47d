/** The part of a document that is in memory: it moves forward as reading goes on, and grows for what does not fit. */
import type { ByteSource } from '../source/index.ts';
import { giveBack, takeScanner } from './scanner/scanner.ts';
import type { Scanner } from './scanner/scanner.ts';
import { SLACK } from './scanner/layout.ts';

/** The largest element that is read: V8 makes no longer string (2^29 - 24 characters). */
export const MOST_WINDOW: number = 512 << 20;

export class Window {
  readonly #source: ByteSource;
  #scanner: Scanner | null = takeScanner();
  /** Offset in the document of the first byte held. */
  base: number;
  /** Bytes held. */
  filled = 0;
  /** True when the document ends with the bytes held. */
  isLast = false;

  constructor(source: ByteSource, start: number) {
    this.#source = source;
    this.base = start;
    this.#mark();
  }

  get scanner(): Scanner {
    if (this.#scanner === null) throw new Error('a window is used after its end');
    return this.#scanner;
  }

  get source(): ByteSource {
    return this.#source;
  }

  /** Offset in the document behind the last byte held. */
  get end(): number {
    return this.base + this.filled;
  }

  /** What an offset in the document differs from its address by. */
  get shift(): number {
    return this.scanner.window - this.base;
  }

  /** Holds more bytes; those before `keep` may go. False at the end of the document, or where an element is too large. */
  more(keep: number): boolean {
    if (this.isLast) return false;
    const { scanner } = this;
    this.#drop(keep - this.base);
    scanner.makeRoom(this.filled);
    if (this.filled === scanner.capacity) {
      if (scanner.capacity >= MOST_WINDOW) return false;
      scanner.widen(this.filled);
    }
    const { window, capacity, bytes } = scanner;
    const count = this.#source.read(this.end, bytes.subarray(window + this.filled, window + capacity));
    this.filled += count;
    this.#mark();
    if (count === 0) this.isLast = true;
    return count > 0;
  }

  /** True when `more` needs no larger window. */
  hasRoom(keep: number): boolean {
    return this.end - keep < this.scanner.capacity;
  }

  /** Goes on at another place. */
  seek(at: number): void {
    if (at >= this.base && at <= this.end) return;
    this.base = at;
    this.filled = 0;
    this.isLast = false;
    this.#mark();
  }

  /** To be called when the document is read, or given up. */
  close(): void {
    if (this.#scanner !== null) giveBack(this.#scanner);
    this.#scanner = null;
  }

  #drop(count: number): void {
    if (count <= 0) return;
    const { bytes, window } = this.scanner;
    bytes.copyWithin(window, window + count, window + this.filled);
    this.base += count;
    this.filled -= count;
  }

  /** What lies behind the last byte must stop the scanner's loops, which look at sixteen bytes at once. */
  #mark(): void {
    const { bytes, window } = this.scanner;
    bytes.fill(0, window + this.filled, window + this.filled + SLACK);
  }
}
