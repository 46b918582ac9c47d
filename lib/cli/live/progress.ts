/** What is being fetched, on stderr: one line that changes on a terminal, a line for each end elsewhere, nothing with --quiet. */
import type { Step } from '../../ingest/index.ts';
import { safe } from '../../render/index.ts';
import type { Io } from '../io.ts';
import { clearStatusLine, drawStatusLine, hasStatusLine } from '../status-line.ts';

export interface Progress {
  readonly onStep: (step: Step) => void;
  /** Clears the line, to be drawn again with the next step. */
  readonly clear: () => void;
  readonly end: () => void;
}

const TICK_MS = 200;

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${String(Math.ceil(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const AGAIN = 'cut, asked again';

function plainLine({ what, state, milliseconds, bytes, why }: Step): string | null {
  switch (state) {
    case 'begun':
      return null;
    case 'again':
      return `${what}: ${AGAIN}\n`;
    case 'done':
      return `${what}: ${size(bytes)} in ${seconds(milliseconds)}\n`;
    case 'failed':
      return `${what}: ${why}\n`;
  }
}

/** The line of a terminal: how many of how many, the oldest that is still being fetched, and since when. */
class StatusLine {
  readonly #io: Io;
  readonly #running = new Map<number, { readonly what: string; readonly since: number }>();
  readonly #began = performance.now();
  #begun = 0;
  #done = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(io: Io) {
    this.#io = io;
    this.#timer = setInterval(() => {
      // While nothing runs somebody may be typing an answer.
      if (this.#running.size > 0) this.#draw();
    }, TICK_MS);
    this.#timer.unref();
  }

  step({ id, what, state }: Step): void {
    if (state === 'begun') {
      this.#begun++;
      this.#running.set(id, { what, since: performance.now() });
    } else if (state === 'again') this.#running.set(id, { what: `${what} (${AGAIN})`, since: performance.now() });
    else {
      this.#done++;
      this.#running.delete(id);
    }
    this.#draw();
  }

  #draw(): void {
    const now = performance.now();
    const [oldest] = this.#running.values();
    const what = oldest === undefined ? '' : ` ${oldest.what} (${seconds(now - oldest.since)})`;
    drawStatusLine(this.#io, `${String(this.#done)}/${String(this.#begun)} in ${seconds(now - this.#began)}:${what}`);
  }

  clear(): void {
    clearStatusLine(this.#io);
  }

  end(): void {
    clearInterval(this.#timer);
    this.clear();
  }
}

export function progressOf(io: Io, quiet: boolean): Progress {
  if (quiet) return { onStep: () => undefined, clear: () => undefined, end: () => undefined };
  // A reader of stderr that went away is no reason to stop.
  io.stderr.on('error', () => undefined);
  if (hasStatusLine(io)) {
    const line = new StatusLine(io);
    return {
      onStep: (step) => {
        line.step(step);
      },
      clear: () => {
        line.clear();
      },
      end: () => {
        line.end();
      },
    };
  }
  return {
    onStep: (step) => {
      const text = plainLine(step);
      if (text !== null) io.stderr.write(safe(text.trimEnd()) + '\n');
    },
    clear: () => undefined,
    end: () => undefined,
  };
}
