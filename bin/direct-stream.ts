import { writeSync } from 'node:fs';
import type { OutStream } from '../lib/cli/index.ts';

/** Writes what it can of the bytes from an offset on, and says how many they were. */
type WriteSome = (fd: number, bytes: Buffer, offset: number) => number;

/**
 * A pipe, socket or file that is written at once. Node's own streams do that too, after ten milliseconds of loading what it
 * takes to do it later.
 */
export class DirectStream implements OutStream {
  readonly #fd: number;
  /** Node's own stream. */
  readonly #patient: () => OutStream;
  readonly #writeSome: WriteSome;
  #instead: OutStream | null = null;
  readonly #listeners: ((error: NodeJS.ErrnoException) => void)[] = [];

  constructor(fd: number, patient: () => OutStream, writeSome: WriteSome = writeSync) {
    this.#fd = fd;
    this.#patient = patient;
    this.#writeSome = writeSome;
  }

  get keepsNothing(): boolean {
    return this.#instead === null;
  }

  write(chunk: string | Buffer): boolean {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (this.#instead !== null) return this.#instead.write(bytes);
    let done = 0;
    try {
      while (done < bytes.length) done += this.#writeSome(this.#fd, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return this.#giveUp().write(bytes.subarray(done));
      for (const listener of this.#listeners) listener(error as NodeJS.ErrnoException);
    }
    return true;
  }

  once(event: 'drain', listener: () => void): void {
    this.#instead?.once(event, listener);
  }

  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): void {
    this.#listeners.push(listener);
    this.#instead?.on(event, listener);
  }

  /** Whoever has the other end made it one that does not wait. */
  #giveUp(): OutStream {
    const stream = this.#patient();
    for (const listener of this.#listeners) stream.on('error', listener);
    return (this.#instead = stream);
  }
}
