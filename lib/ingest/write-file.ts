/**
 * Files appear whole and checked, or not at all: written beside the target under another name, flushed, looked at, then
 * moved into place (reference/reliability-security.md 5, Files).
 */
// Not from node:fs/promises and node:crypto: what is only read would load them at every start.
import { constants, promises as fs } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EXIT, KnownError } from '../model/index.ts';

export interface WriteOptions {
  /** Replaces a file that is there; a link is replaced, never followed. */
  readonly force: boolean;
  /** Checked between chunks; when aborted nothing is left behind. */
  readonly signal?: AbortSignal;
  /** Sees what can be read from the disk, before it gets its name; what it throws ends the writing. */
  readonly check?: (written: Buffer) => void;
}

const REASONS: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'there is no such directory',
  EACCES: 'writing there is not permitted',
  EPERM: 'writing there is not permitted',
  EROFS: 'the file system is read-only',
  EISDIR: 'this is a directory',
  ENOTDIR: 'a part of its path is no directory',
  ENOSPC: 'the disk is full',
};

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

function special(path: string): KnownError {
  return new KnownError(EXIT.usage, {
    code: 'US014',
    severity: 'error',
    message: `${path} is no file: a file appears whole in its place, and nothing is written through it`,
    hint: 'another name with -O',
  });
}

function cannotWrite(path: string, error: unknown): KnownError {
  return new KnownError(EXIT.environment, {
    code: 'EN001',
    severity: 'error',
    message: `writing ${path} failed: ${REASONS[codeOf(error)] ?? codeOf(error)}`,
  });
}

/**
 * Before work begins that would be lost.
 *
 * @throws KnownError (environment) when its folder cannot be written to, (usage) when the file is there and `force` is not given.
 */
export async function refuseUnwritable(path: string, force: boolean): Promise<void> {
  try {
    await fs.access(dirname(path), constants.W_OK);
  } catch (error) {
    throw cannotWrite(path, error);
  }
  await refuseExisting(path, force);
}

async function refuseExisting(path: string, force: boolean): Promise<void> {
  try {
    await fs.lstat(path);
  } catch {
    return;
  }
  // A rename would put a file in the place of the device, for everybody.
  if (await isSpecial(path)) throw special(path);
  if (!force) throw exists(path);
}

/** A device, pipe, socket or directory, or a link to one, or to an open file (/dev/stdout); a link that leads nowhere is none. */
async function isSpecial(path: string): Promise<boolean> {
  try {
    const target = await fs.readlink(path).catch(() => '');
    return target.startsWith('/proc/') || !(await fs.stat(path)).isFile();
  } catch {
    return false;
  }
}

async function place(temporary: string, path: string, force: boolean): Promise<void> {
  if (force) {
    await refuseExisting(path, force);
    await fs.rename(temporary, path);
    return;
  }
  try {
    // Unlike a rename, a link fails where a file has appeared in the meantime.
    await fs.link(temporary, path);
    await fs.unlink(temporary);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw exists(path);
    // File systems without links.
    await refuseExisting(path, false);
    await fs.rename(temporary, path);
  }
}

/**
 * Mode 0600. Returns false when `signal` ended it.
 *
 * @throws KnownError (environment) when it cannot be written, (usage) when it is there; and whatever `check` throws
 */
export async function writeWhole(
  path: string,
  chunks: AsyncIterable<Buffer> | Iterable<string>,
  { force, signal, check }: WriteOptions,
): Promise<boolean> {
  const temporary = join(
    dirname(path),
    `.${basename(path)}.${Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex')}.tmp`,
  );
  let placed = false;
  try {
    const file = await fs.open(temporary, 'wx', 0o600);
    try {
      for await (const chunk of chunks) {
        if (isAborted(signal)) return false;
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    // Read again: the signal may have come while the last chunk was written.
    if (isAborted(signal)) return false;
    check?.(await fs.readFile(temporary));
    await place(temporary, path, force);
    placed = true;
    return true;
  } catch (error) {
    // What is no error of the system is a bug, of ours or of the check: it is not explained away.
    throw (error as NodeJS.ErrnoException).code === undefined ? error : cannotWrite(path, error);
  } finally {
    if (!placed) await fs.unlink(temporary).catch(() => undefined);
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** True when both paths lead to one file that is there, links followed. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  try {
    return (await fs.realpath(a)) === (await fs.realpath(b));
  } catch {
    return false;
  }
}
