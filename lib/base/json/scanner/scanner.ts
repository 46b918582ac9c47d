/** The compiled loops of scanner.as.ts with their memory: a window of the document, and the values seen before. */
import { WASM } from './generated/wasm.js';
import { RECORDS, SLACK } from './layout.ts';

interface Loops {
  scan(from: number, end: number, depth: number, maxDepth: number): number;
  resume(from: number, end: number, depth: number, maxDepth: number): number;
  walk(from: number, end: number, depth: number, maxDepth: number, table: number): number;
  walkOn(from: number, end: number, depth: number, maxDepth: number, table: number): number;
  walkWrappers(from: number, end: number, depth: number, maxDepth: number, table: number, kinds: number): number;
  walkItem(from: number, end: number, isFirst: boolean, maxDepth: number, table: number): number;
  repeat(field: number, from: number, end: number): number;
  allowRecords(end: number): void;
  usedRecords(): number;
  isCrowded(): boolean | number;
  forget(): void;
}

const PAGE = 65_536;

/** What is kept of values seen before, at first and at most; a dump with more different ones is forgotten and begun anew. */
const RECORD_BYTES = { first: 4 << 20, most: 32 << 20 } as const;

/** Enough for most elements; larger ones make the window grow. */
const WINDOW_BYTES = 512 << 10;

let compiled: WebAssembly.Module | undefined;

function compile(): WebAssembly.Module {
  return (compiled ??= new WebAssembly.Module(Buffer.from(WASM, 'base64')));
}

export class Scanner {
  readonly loops: Loops;
  readonly #memory: WebAssembly.Memory;
  #records: number = RECORD_BYTES.first;
  /** All of the memory, by address. Made anew when the memory grows. */
  bytes: Buffer;
  words: Int32Array;
  /** Where the window begins, and how many bytes it can hold. */
  window: number = RECORDS + RECORD_BYTES.first;
  capacity: number = WINDOW_BYTES;
  /** The keys that `walk` was told of, by table. */
  readonly taught: (object | undefined)[] = [];
  /** Grows when the values seen before were forgotten: their numbers mean others from then on. */
  generation = 0;

  constructor() {
    this.#memory = new WebAssembly.Memory({ initial: pages(this.window + this.capacity + SLACK) });
    const env = { memory: this.#memory };
    this.loops = new WebAssembly.Instance(compile(), { env }).exports as unknown as Loops;
    this.loops.allowRecords(this.window);
    this.bytes = Buffer.from(this.#memory.buffer);
    this.words = new Int32Array(this.#memory.buffer);
  }

  /** For another document. */
  reset(): void {
    if (this.loops.usedRecords() > 0) this.#forget();
  }

  /** A window of twice the size; `filled` bytes of it are kept. */
  widen(filled: number): void {
    this.#layOut(this.#records, this.capacity * 2, filled);
  }

  /**
   * Sees to it that the next window's values can be remembered; `filled` bytes of the window are kept. Called between
   * windows only: numbers that were given out are not to be used any more when `generation` has grown.
   */
  makeRoom(filled: number): void {
    const used = this.loops.usedRecords();
    const isCrowded = Boolean(this.loops.isCrowded());
    if (!isCrowded && used + this.capacity <= this.#records) return;
    if (!isCrowded && this.#records < RECORD_BYTES.most) this.#layOut(this.#records * 2, this.capacity, filled);
    else this.#forget();
  }

  #forget(): void {
    this.loops.forget();
    this.generation++;
  }

  #layOut(records: number, capacity: number, filled: number): void {
    const window = RECORDS + records;
    const missing = pages(window + capacity + SLACK) - this.#memory.buffer.byteLength / PAGE;
    if (missing > 0) {
      this.#memory.grow(missing);
      this.bytes = Buffer.from(this.#memory.buffer);
      this.words = new Int32Array(this.#memory.buffer);
    }
    if (window !== this.window) this.bytes.copyWithin(window, this.window, this.window + filled);
    this.#records = records;
    this.window = window;
    this.capacity = capacity;
    this.loops.allowRecords(window);
  }
}

function pages(bytes: number): number {
  return Math.ceil(bytes / PAGE);
}

/** Memory is reserved in large pieces: what one document no longer needs serves the next. */
const idle: Scanner[] = [];

export function takeScanner(): Scanner {
  return idle.pop() ?? new Scanner();
}

/** A scanner that grew large is not kept. */
export function giveBack(scanner: Scanner): void {
  scanner.reset();
  if (scanner.capacity === WINDOW_BYTES && idle.length < 4) idle.push(scanner);
}
