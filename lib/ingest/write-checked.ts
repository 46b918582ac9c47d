/** Writes a file that is either whole and checked, or not there. */
import { open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EXIT, KnownError } from '../model/index.ts';

const REASONS: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'there is no such directory',
  EACCES: 'writing there is not permitted',
  EPERM: 'writing there is not permitted',
  EROFS: 'the file system is read-only',
  EISDIR: 'this is a directory',
  ENOTDIR: 'a part of its path is no directory',
  ENOSPC: 'the disk is full',
};

function failed(path: string, error: unknown): KnownError {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return new KnownError(EXIT.environment, {
    code: 'EN002',
    severity: 'error',
    message: `writing the file failed: ${REASONS[code] ?? code}`,
    document: path,
  });
}

/** A name beside the target that nobody else uses; the process id keeps two runs apart. */
function beside(path: string): string {
  return join(dirname(path), `.whyroute-${String(process.pid)}.tmp`);
}

/**
 * Writes `text` to a new file (mode 0600) in the directory of `path`, hands what can be read there to `check`, and only then
 * gives it its name; an old file of that name is replaced at once. Whatever fails, nothing is left behind.
 *
 * @throws KnownError (exit 5) when it cannot be written, and whatever `check` throws
 */
export async function writeChecked(path: string, text: string, check: (written: Buffer) => void): Promise<void> {
  const temporary = beside(path);
  let done = false;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    check(await readFile(temporary));
    await rename(temporary, path);
    done = true;
  } catch (error) {
    if (error instanceof KnownError || (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw failed(path, error);
  } finally {
    if (!done) await rm(temporary, { force: true });
  }
}

/** The file a path leads to, links followed; null when there is none. */
export async function realpathOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch {
    return null;
  }
}
