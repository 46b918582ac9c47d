/** What the user named (files, directories, `-`) as decoded bytes with their origin. */
import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import type { Diagnostic, Origin } from '../model/index.ts';
import { decode } from './decode.ts';
import { inflate, isGzip } from './inflate.ts';
import type { Inflated } from './inflate.ts';
import { readStream } from './read-stream.ts';
import { walk } from './walk.ts';

/** Decoded UTF-8 bytes. `named` is false for files found below a directory. */
export interface IngestedInput {
  readonly origin: Origin;
  readonly bytes: Buffer;
  readonly named: boolean;
}

export interface Ingested {
  readonly inputs: readonly IngestedInput[];
  readonly diagnostics: readonly Diagnostic[];
  /** True when something the user asked for could not be read, or not wholly. */
  readonly lost: boolean;
}

export interface IngestOptions {
  readonly stdin: AsyncIterable<Buffer | string>;
  /** Upper bound for one input after decompression, in bytes. */
  readonly maxBytes: number;
}

const MIB = 1024 * 1024;

class Reader {
  readonly inputs: IngestedInput[] = [];
  readonly diagnostics: Diagnostic[] = [];
  lost = false;
  readonly #options: IngestOptions;

  constructor(options: IngestOptions) {
    this.#options = options;
  }

  async take(path: string): Promise<void> {
    if (path === '-') {
      await this.#stream({ name: 'stdin', kind: 'stdin' }, this.#options.stdin);
      return;
    }
    try {
      const found = await stat(path);
      if (found.isDirectory()) await this.#directory(path);
      else if (found.isFile()) await this.#file(path, found.size, true);
      else if (found.isFIFO()) await this.#stream({ name: path, kind: 'file' }, createReadStream(path));
      else this.#fail(path, 'IN005', 'this is neither a file, a directory nor a pipe');
    } catch (error) {
      this.#fail(path, 'IN001', reasonOf(error), 'check the path; `-` reads standard input');
    }
  }

  async #directory(root: string): Promise<void> {
    const { files, passed } = walk(root);
    for (const { path, why } of passed) {
      this.diagnostics.push({ code: 'IN005', severity: 'note', message: `passed over: ${why}`, document: path });
    }
    for (const path of files) {
      try {
        await this.#file(path, (await stat(path)).size, false);
      } catch (error) {
        this.#fail(path, 'IN001', reasonOf(error));
      }
    }
    if (files.length === 0) this.#fail(root, 'IN002', 'there is no file in this directory');
  }

  async #file(path: string, size: number, named: boolean): Promise<void> {
    if (size > this.#options.maxBytes) this.#tooLarge(path);
    else await this.#add({ name: path, kind: 'file' }, await readFile(path), named);
  }

  async #stream(origin: Origin, stream: AsyncIterable<Buffer | string>): Promise<void> {
    const bytes = await readStream(stream, this.#options.maxBytes);
    if (bytes === null) this.#tooLarge(origin.name);
    else await this.#add(origin, bytes, true);
  }

  async #add(origin: Origin, raw: Buffer, named: boolean): Promise<void> {
    let unpacked = raw;
    if (isGzip(raw)) {
      const inflated = await inflate(raw, this.#options.maxBytes);
      if (inflated.stopped !== null) this.#inflateStopped(origin.name, inflated.stopped);
      unpacked = inflated.bytes;
    }
    const { bytes, from } = decode(unpacked);
    if (from !== null && from !== 'UTF-8 with BOM') {
      this.diagnostics.push({ code: 'TX001', severity: 'note', message: `read as ${from}`, document: origin.name });
    }
    if (!isUtf8(bytes))
      this.#fail(origin.name, 'TX005', `this is not valid UTF-8 at byte ${String(firstInvalid(bytes))}`);
    this.inputs.push({ origin, bytes, named });
  }

  #inflateStopped(name: string, why: NonNullable<Inflated['stopped']>): void {
    if (why === 'tooLarge') this.#tooLarge(name);
    else this.#fail(name, 'IN004', INFLATE_WORDS[why], 'what could be unpacked is used; take the file again');
  }

  #tooLarge(name: string): void {
    const { maxBytes } = this.#options;
    const limit = maxBytes < MIB ? `${String(maxBytes)} bytes` : `${String(Math.round(maxBytes / MIB))} MiB`;
    this.#fail(
      name,
      'IN003',
      `this is larger than ${limit}`,
      'raise the limit with --max-bytes, or give single sections',
    );
  }

  #fail(document: string, code: string, message: string, hint?: string): void {
    this.lost = true;
    this.diagnostics.push({ code, severity: 'error', message, document, ...(hint === undefined ? {} : { hint }) });
  }
}

const INFLATE_WORDS = {
  cut: 'the gzip file is cut',
  corrupt: 'the gzip file is damaged',
  bomb: 'the gzip file expands more than 200-fold, which no dump does: unpacking was stopped',
} as const;

const REASONS: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'there is no such file',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  EISDIR: 'this is a directory',
  EMFILE: 'too many files are open',
  ENOTDIR: 'a part of its path is no directory',
};

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return REASONS[code] ?? `it cannot be read (${code})`;
}

/** Offset of the first byte that is not UTF-8: halving keeps it cheap, a valid prefix may end inside a character. */
function firstInvalid(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isUtf8(bytes.subarray(0, middle + 1)) || isCutCharacter(bytes, middle + 1)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True when dropping up to three bytes at the end makes the prefix valid. */
function isCutCharacter(bytes: Buffer, end: number): boolean {
  return [1, 2, 3].some(
    (dropped) => end >= dropped && (bytes[end - dropped] ?? 0) >= 0xc0 && isUtf8(bytes.subarray(0, end - dropped)),
  );
}

/** Reads everything the user named, in order. Never throws for what is wrong with an input. */
export async function readInputs(paths: readonly string[], options: IngestOptions): Promise<Ingested> {
  const reader = new Reader(options);
  for (const path of paths) await reader.take(path);
  return { inputs: reader.inputs, diagnostics: reader.diagnostics, lost: reader.lost };
}
