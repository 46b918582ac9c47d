/**
 * The absolute path of istioctl or kubectl, found once. Never in the current directory, whatever PATH says: a checked-out
 * repository may hold a `kubectl` of its own (reference/reliability-security.md 4.3, binary planting).
 */
import { constants } from 'node:fs';
import { promises as fs } from 'node:fs';
import { delimiter, isAbsolute, join, resolve, sep } from 'node:path';
import { EXIT, KnownError } from '../../model/index.ts';

/** Windows starts only what has such an ending; scripts (.cmd, .bat) go through a shell and are never run. */
const ENDINGS = process.platform === 'win32' ? ['.exe'] : [''];

async function isExecutable(path: string): Promise<boolean> {
  try {
    await fs.access(path, constants.X_OK);
    return (await fs.stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Null when PATH has none. */
async function inPath(name: string, path: string, here: string): Promise<string | null> {
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder) || resolve(folder) === here) continue;
    for (const ending of ENDINGS) {
      const candidate = join(folder, name.endsWith(ending) ? name : `${name}${ending}`);
      if (await isExecutable(candidate)) return candidate;
    }
  }
  return null;
}

/**
 * `given` is what `--istioctl` or `--kubectl` says: with a slash a path, without one another name to look for. Null when
 * nothing was given and there is none.
 *
 * @throws KnownError (environment) when what was given cannot be run.
 */
export async function findTool(
  name: string,
  given: string | null,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const here = resolve('');
  const isPath = given !== null && (given.includes('/') || given.includes(sep));
  const found =
    given !== null && isPath
      ? (await isExecutable(resolve(given)))
        ? resolve(given)
        : null
      : await inPath(given ?? name, env['PATH'] ?? '', here);
  if (found !== null || given === null) return found;
  throw new KnownError(EXIT.environment, {
    code: 'EN002',
    severity: 'error',
    message: `--${name} ${JSON.stringify(given)} is no program that can be run`,
    hint: `the path of ${name}, or a name that PATH knows outside the current directory`,
  });
}
