/** How far the work has come, on stderr: one line that changes, on a terminal, for what takes longer than two seconds. */
import type { Io } from './io.ts';
import { clearStatusLine, drawStatusLine, hasStatusLine } from './status-line.ts';

export interface ReadingProgress {
  /** `read` of `size` bytes of a file; undefined where nobody looks. */
  readonly onRead: ((name: string, read: number, size: number) => void) | undefined;
  /** Says what is done now that everything is read; at once where it is known to take long. */
  readonly onPhase: (what: string, isLong?: boolean) => void;
  /** The same for steps that may be many. */
  readonly onStep: (what: string) => void;
  /** Clears the line. */
  readonly end: () => void;
}

/** Quicker answers need no words. */
const PATIENCE_MS = 2000;
const TICK_MS = 200;

const SILENT: ReadingProgress = {
  onRead: undefined,
  onPhase: () => undefined,
  onStep: () => undefined,
  end: () => undefined,
};

const MEGABYTE = 1_000_000;

/** `1,240 of 2,100 MB` would depend on a locale: digits only. */
export function readWords(name: string, read: number, size: number): string {
  const [done, all] = [read, size].map((bytes) => String(Math.floor(bytes / MEGABYTE)));
  return size < read ? `reading ${name}: ${String(done)} MB` : `reading ${name}: ${String(done)} of ${String(all)} MB`;
}

/** Not performance.now(), which loads seven modules of Node's first. */
const uptime = (): number => process.uptime() * 1000;

export function readingProgress(io: Io, quiet: boolean, now: () => number = uptime): ReadingProgress {
  if (quiet) return SILENT;
  const began = now();
  let drawn = 0;
  // Asked for when there is something to say: Node takes a while to open stderr.
  let isShown: boolean | null = null;
  // A reader of stderr that went away is no reason to stop.
  const draw = (text: string): void => {
    if (!(isShown ??= hasStatusLine(io))) return;
    if (drawn === 0) io.stderr.on('error', () => undefined);
    drawn = now();
    drawStatusLine(io, text);
  };
  const isDue = (): boolean => now() - began >= PATIENCE_MS && now() - drawn >= TICK_MS;
  return {
    onRead: (name, read, size) => {
      if (isDue()) draw(readWords(name, read, size));
    },
    onPhase: (what, isLong = false) => {
      if (isLong || now() - began >= PATIENCE_MS) draw(what);
    },
    onStep: (what) => {
      if (isDue()) draw(what);
    },
    end: () => {
      if (drawn > 0) clearStatusLine(io);
      drawn = 0;
    },
  };
}
