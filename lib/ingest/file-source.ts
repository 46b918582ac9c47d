/** A file that is read piece by piece. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '../base/source/index.ts';
import { reasonOf } from './problems.ts';
import type { Problems } from './problems.ts';

/** Told how far reading has come: bytes read, and how many there are. */
export type OnRead = (name: string, read: number, size: number) => void;

/** Holds the file open only while it is read: a folder may have more files than may be open at once. */
export class FileSource implements ByteSource {
  readonly #path: string;
  readonly #size: number;
  readonly #problems: Problems;
  readonly #onRead: OnRead | undefined;
  #file: number | null = null;
  #hasFailed = false;

  /** @throws the system's error when the file cannot be opened. */
  constructor(path: string, size: number, problems: Problems, onRead?: OnRead) {
    this.#path = path;
    this.#size = size;
    this.#problems = problems;
    this.#onRead = onRead;
    this.#file = openSync(path, 'r');
  }

  read(at: number, into: Uint8Array): number {
    if (this.#hasFailed) return 0;
    try {
      this.#file ??= openSync(this.#path, 'r');
      const count = into.length === 0 ? 0 : readSync(this.#file, into, 0, into.length, at);
      if (count === 0) this.close();
      this.#onRead?.(this.#path, at + count, this.#size);
      return count;
    } catch (error) {
      this.#hasFailed = true;
      this.#problems.fail(this.#path, 'IN001', reasonOf(error));
      return 0;
    }
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}
