/** The streams and the environment a run is given; tests pass their own. */

/** The part of NodeJS.WriteStream that is used. */
export interface OutStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** True where a chunk can be used for something else once `write` returns true. */
  readonly keepsNothing?: boolean;
  write(chunk: string | Buffer): boolean;
  once(event: 'drain', listener: () => void): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

export interface Io {
  readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean; destroy?(): unknown };
  readonly stdout: OutStream;
  readonly stderr: OutStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absent where nobody can interrupt. */
  on?(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off?(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/** What is written at once: a table of 100,000 rows is not 100,000 writes. */
const GATHER = 128 * 1024;

/** UTF-8 takes at most so many bytes for each unit of a JavaScript string. */
const BYTES_PER_UNIT = 3;

const EMPTY = Buffer.alloc(0);

/**
 * Writes to a stream that may be slow, or go away: `whyroute … | head` is done when head is.
 * `failed` is the error of a write that failed for another reason (a full disk).
 */
export class Output {
  readonly #stream: OutStream;
  #closed = false;
  failed: NodeJS.ErrnoException | null = null;
  #wake: (() => void) | null = null;
  /** Piece by piece, because a string takes twice the space and ten times as long as soon as one arrow is in it. */
  #gathered = EMPTY;
  #length = 0;

  constructor(stream: OutStream) {
    this.#stream = stream;
    stream.on('error', (error) => {
      this.#closed = true;
      if (error.code !== 'EPIPE') this.failed = error;
      this.#wake?.();
    });
  }

  async write(chunks: Iterable<string>): Promise<void> {
    for (const chunk of chunks) {
      if (!this.#takes(chunk)) await this.#makeRoom(chunk);
      if (this.#closed) return;
    }
    await this.#flush();
  }

  /** False when there is no room for it. */
  #takes(chunk: string): boolean {
    if (this.#length + chunk.length * BYTES_PER_UNIT > this.#gathered.length) return false;
    this.#length += this.#gathered.write(chunk, this.#length);
    return true;
  }

  async #makeRoom(chunk: string): Promise<void> {
    await this.#flush();
    if (this.#gathered.length === 0) this.#gathered = Buffer.allocUnsafeSlow(GATHER);
    if (!this.#takes(chunk)) await this.#send(Buffer.from(chunk));
  }

  async #flush(): Promise<void> {
    if (this.#length === 0) return;
    const full = this.#gathered.subarray(0, this.#length);
    this.#length = 0;
    // What has been written can be used again; what a stream took without a word it may still hold.
    if (!(await this.#send(full))) this.#gathered = EMPTY;
  }

  /** True when the bytes have left: of others, when the stream said that it had too many, and then that it has none. */
  async #send(bytes: Buffer): Promise<boolean> {
    if (this.#closed) return false;
    if (this.#stream.write(bytes)) return this.#stream.keepsNothing === true;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.#stream.once('drain', resolve);
    });
    return true;
  }
}

export type ColorChoice = 'auto' | 'always' | 'never';

/** NO_COLOR and FORCE_COLOR as on no-color.org and force-color.org; a choice on the command line beats both. */
export function usesColor(choice: ColorChoice, stream: OutStream, env: Io['env']): boolean {
  if (choice !== 'auto') return choice === 'always';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** Columns of a terminal; null when the stream is none: what is piped is never cut. */
export function widthOf(stream: OutStream): number | null {
  return stream.isTTY === true ? (stream.columns ?? 80) : null;
}
