/** Unpacks gzip while it is read. */
import { Gunzip } from 'minizlib';
import type { ByteSource } from '../base/source/index.ts';

/** Packed bytes taken at a time. */
const PACKED = 16 * 1024;

/** Nothing real compresses better than this once it is larger than `FREE`; reference/reliability-security.md 4.1. */
const MAX_RATIO = 200;
const FREE = 64 * 1024 * 1024;

/** Why there may be more that was not unpacked. */
export type Stop = 'cut' | 'corrupt' | 'tooLarge' | 'bomb';

/** Bytes that may still be unpacked; inputs that belong together share one. */
export interface Budget {
  left: number;
}

/** What was unpacked last and may be asked for again: more than the reader looks back. */
const KEPT = 4 << 20;

/**
 * What is packed in `packed`, as far as the budget goes. Going back further than some megabytes begins again at the front.
 * `onStop` is told once when there is more that cannot be unpacked.
 */
export class GzipSource implements ByteSource {
  readonly #packed: ByteSource;
  readonly #size: number;
  readonly #budget: Budget;
  /** Where unpacking has been: what is unpacked again takes nothing more. */
  #furthest = 0;
  /** Where unpacking was stopped. */
  #limit = Infinity;
  readonly #onStop: (why: Stop) => void;
  readonly #buffer = Buffer.alloc(PACKED);
  #gunzip = new Gunzip({});
  #taken = 0;
  /** Unpacked pieces that are kept, where the first begins, and where the last ends. */
  #pieces: Buffer[] = [];
  #start = 0;
  #end = 0;
  #isOver = false;
  #hasTold = false;

  /** `size` is that of `packed`, in bytes. */
  constructor(packed: ByteSource, size: number, budget: Budget, onStop: (why: Stop) => void) {
    this.#packed = packed;
    this.#size = size;
    this.#budget = budget;
    this.#onStop = onStop;
    this.#listen();
  }

  read(at: number, into: Uint8Array): number {
    if (at < this.#start) this.#beginAgain();
    while (at >= this.#end && !this.#isOver) this.#unpack(at);
    let copied = 0;
    let from = this.#start;
    for (const piece of this.#pieces) {
      const skipped = at + copied - from;
      if (skipped < piece.length) copied += piece.copy(into, copied, skipped);
      if (copied === into.length) break;
      from += piece.length;
    }
    return copied;
  }

  /** `at` is what is asked for: nothing from shortly before it on may go. */
  #unpack(at: number): void {
    const count = this.#packed.read(this.#taken, this.#buffer);
    this.#taken += count;
    if (count > 0) this.#gunzip.write(Buffer.from(this.#buffer.subarray(0, count)));
    else {
      this.#isOver = true;
      this.#gunzip.end();
    }
    while (this.#start + (this.#pieces[0]?.length ?? Infinity) < at - KEPT) {
      this.#start += this.#pieces.shift()?.length ?? 0;
    }
  }

  #listen(): void {
    const gunzip = this.#gunzip;
    gunzip.on('data', (chunk: Buffer) => {
      if (this.#isRefused(chunk)) return;
      this.#pieces.push(chunk);
      this.#end += chunk.length;
    });
    gunzip.on('error', (error) => {
      this.#stop((error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR' ? 'cut' : 'corrupt');
    });
  }

  /** True for a chunk that is one too many. */
  #isRefused(chunk: Buffer): boolean {
    const size = this.#end + chunk.length;
    const fresh = Math.max(0, size - this.#furthest);
    this.#furthest += fresh;
    this.#budget.left -= fresh;
    if (size <= this.#limit && fresh > 0) {
      if (this.#budget.left < 0) this.#refuse('tooLarge');
      else if (size > FREE && size > this.#size * MAX_RATIO) this.#refuse('bomb');
    }
    if (size > this.#limit) this.#isOver = true;
    return this.#isOver;
  }

  #refuse(why: Stop): void {
    this.#limit = this.#end;
    this.#stop(why);
  }

  #stop(why: Stop): void {
    this.#isOver = true;
    if (this.#hasTold) return;
    this.#hasTold = true;
    this.#onStop(why);
  }

  #beginAgain(): void {
    this.#gunzip = new Gunzip({});
    this.#taken = 0;
    this.#pieces = [];
    this.#start = 0;
    this.#end = 0;
    this.#isOver = false;
    this.#listen();
  }
}
