/** The streams and the environment a run is given; tests pass their own. */

/** The part of NodeJS.WriteStream that is used. */
export interface OutStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(chunk: string): boolean;
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

/** Pieces below this are gathered, so that a table of 100,000 rows is not 100,000 writes. */
const GATHER = 64 * 1024;

/**
 * Writes to a stream that may be slow, or go away: `whyroute … | head` is done when head is.
 * `failed` is the error of a write that failed for another reason (a full disk).
 */
export class Output {
  readonly #stream: OutStream;
  #closed = false;
  failed: NodeJS.ErrnoException | null = null;
  #wake: (() => void) | null = null;

  constructor(stream: OutStream) {
    this.#stream = stream;
    stream.on('error', (error) => {
      this.#closed = true;
      if (error.code !== 'EPIPE') this.failed = error;
      this.#wake?.();
    });
  }

  async write(chunks: Iterable<string>): Promise<void> {
    let gathered = '';
    for (const chunk of chunks) {
      gathered += chunk;
      if (gathered.length >= GATHER) {
        await this.#send(gathered);
        gathered = '';
      }
      if (this.#closed) return;
    }
    if (gathered !== '') await this.#send(gathered);
  }

  async #send(text: string): Promise<void> {
    if (this.#closed || this.#stream.write(text)) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.#stream.once('drain', resolve);
    });
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
