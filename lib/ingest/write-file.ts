/**
 * Files appear whole or not at all: written beside the target under another name, flushed, then moved into place
 * (reference/reliability-security.md 5, Files).
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, link, lstat, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EXIT, KnownError } from '../model/index.ts';

export interface WriteOptions {
  /** Replaces a file that is there; a link is replaced, never followed. */
  readonly force: boolean;
  /** Checked between chunks; when aborted nothing is left behind. */
  readonly signal: AbortSignal;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown reason';
}

function exists(path: string): KnownError {
  return new KnownError(EXIT.usage, {
    code: 'US014',
    severity: 'error',
    message: `${path} is there already`,
    hint: 'another name with -O, or --force to replace it',
  });
}

function cannotWrite(path: string, error: unknown): KnownError {
  return new KnownError(EXIT.environment, {
    code: 'EN001',
    severity: 'error',
    message: `writing ${path} failed (${codeOf(error)})`,
    hint: 'is the folder there, may you write to it, is the disk full?',
  });
}

/**
 * Before work begins that would be lost.
 *
 * @throws KnownError (environment) when its folder cannot be written to, (usage) when the file is there and `force` is not given.
 */
export async function refuseUnwritable(path: string, force: boolean): Promise<void> {
  try {
    await access(dirname(path), constants.W_OK);
  } catch (error) {
    throw cannotWrite(path, error);
  }
  await refuseExisting(path, force);
}

async function refuseExisting(path: string, force: boolean): Promise<void> {
  if (force) return;
  try {
    await lstat(path);
  } catch {
    return;
  }
  throw exists(path);
}

async function place(temporary: string, path: string, force: boolean): Promise<void> {
  if (force) {
    await rename(temporary, path);
    return;
  }
  try {
    // Unlike a rename, a link fails where a file has appeared in the meantime.
    await link(temporary, path);
    await unlink(temporary);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw exists(path);
    // File systems without links.
    await refuseExisting(path, false);
    await rename(temporary, path);
  }
}

/** Returns false when `signal` ended it. @throws KnownError (environment) when it cannot be written, (usage) when it is there. */
export async function writeWhole(
  path: string,
  chunks: AsyncIterable<Buffer>,
  { force, signal }: WriteOptions,
): Promise<boolean> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  let placed = false;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      for await (const chunk of chunks) {
        if (signal.aborted) return false;
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    // Read again: the signal may have come while the last chunk was written.
    if (isAborted(signal)) return false;
    await place(temporary, path, force);
    placed = true;
    return true;
  } catch (error) {
    throw error instanceof KnownError ? error : cannotWrite(path, error);
  } finally {
    if (!placed) await unlink(temporary).catch(() => undefined);
  }
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
