/**
 * The one place that starts a child. Arguments are an array and never meet a shell; output is streamed with a limit (execa
 * buffers 100 MB and fails, reference/libraries.md 2); every child has a deadline, and goes with its own children.
 */
import { parse } from 'node:path';
import type { Readable } from 'node:stream';

export interface ChildRun {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface ChildResult {
  /** Null when it was stopped or could not be started. */
  readonly exitCode: number | null;
  readonly stopped: 'timeout' | 'tooLarge' | 'interrupted' | 'notStarted' | null;
  readonly stdout: Buffer;
  /** The first part of what it said. */
  readonly stderr: string;
  readonly milliseconds: number;
}

const MAX_STDERR = 16 * 1024;
/** Between asking a child to end and ending it. */
const GRACE_MS = 500;

interface Child {
  readonly pid?: number | undefined;
  readonly stdout: Readable;
  readonly stderr: Readable;
  kill(signal: NodeJS.Signals): boolean;
}

/** A credential plugin is a child of the child: on POSIX each child leads a group, which is ended as a whole. */
function endGroup(child: Child, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It is gone already.
  }
}

/** Gathers output and ends the child when it must. */
class Watch {
  readonly #child: Child;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  stderr = '';
  stopped: ChildResult['stopped'] = null;
  #last: NodeJS.Timeout | undefined;

  constructor(child: Child, maxBytes: number) {
    this.#child = child;
    child.stdout.on('data', (chunk: Buffer) => {
      this.#size += chunk.length;
      if (this.#size > maxBytes) this.stop('tooLarge');
      else if (this.stopped === null) this.#chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (this.stderr.length < MAX_STDERR) this.stderr += chunk.toString('utf8');
    });
  }

  stop(why: NonNullable<ChildResult['stopped']>): void {
    if (this.stopped !== null) return;
    this.stopped = why;
    endGroup(this.#child, 'SIGTERM');
    this.#last = setTimeout(() => {
      endGroup(this.#child, 'SIGKILL');
      // Whoever inherited the pipes must not keep us waiting.
      this.#child.stdout.destroy();
      this.#child.stderr.destroy();
    }, GRACE_MS);
  }

  /** What was gathered; an answer that was stopped is none. */
  finish(): Buffer {
    if (this.#last !== undefined) {
      clearTimeout(this.#last);
      endGroup(this.#child, 'SIGKILL');
    }
    return this.stopped === null ? Buffer.concat(this.#chunks) : Buffer.alloc(0);
  }
}

export async function runChild({ file, args, env, timeoutMs, maxBytes, signal }: ChildRun): Promise<ChildResult> {
  const begun = performance.now();
  const elapsed = (): number => Math.round(performance.now() - begun);
  const nothing = { exitCode: null, stdout: Buffer.alloc(0), stderr: '' };
  if (signal.aborted) return { ...nothing, stopped: 'interrupted', milliseconds: 0 };
  const { execa } = await import('execa');
  const child = execa(file, [...args], {
    buffer: false,
    encoding: 'buffer',
    stdin: 'ignore',
    reject: false,
    shell: false,
    preferLocal: false,
    extendEnv: false,
    env: { ...env },
    // Nothing in the current directory can be picked up by a child.
    cwd: parse(process.execPath).root,
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const watch = new Watch(child, maxBytes);
  const deadline = setTimeout(() => {
    watch.stop('timeout');
  }, timeoutMs);
  const interrupt = (): void => {
    watch.stop('interrupted');
  };
  signal.addEventListener('abort', interrupt, { once: true });
  const { exitCode } = await child;
  clearTimeout(deadline);
  signal.removeEventListener('abort', interrupt);
  const stdout = watch.finish();
  const stopped = watch.stopped ?? (exitCode === undefined && child.pid === undefined ? 'notStarted' : null);
  return {
    exitCode: stopped === null ? (exitCode ?? null) : null,
    stopped,
    stdout,
    stderr: watch.stderr.slice(0, MAX_STDERR),
    milliseconds: elapsed(),
  };
}
