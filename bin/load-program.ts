/**
 * Loads the program: one script beside this file, with what V8 remembered of it when it was built (make-cache.mjs). Compiling
 * is most of what a start costs, and with the cache little is compiled. A cache that is missing, damaged or another V8's is
 * no error: the script is compiled as any other.
 */
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type { main, outOfMemory } from '../lib/cli/index.ts';

interface Program {
  readonly main: typeof main;
  readonly outOfMemory: typeof outOfMemory;
}

type Wrapper = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string) => void;

/** Written behind the cache, over program and cache: V8 compares lengths and versions, and runs a damaged cache as it is. */
const CHECKSUM_BYTES = 4;

/** Words that ask for more than a list. A wrong guess (a file named `trace`) costs some milliseconds, nothing else. */
const DEEP = new Set(['explain', 'trace', 'why-not', 'lint', 'report', 'redact']);

export function doesMoreThanList(argv: readonly string[]): boolean {
  return argv.some((word) => DEEP.has(word) || word.startsWith('-r') || word.startsWith('--resources'));
}

/** Undefined when there is none to trust. */
function readCache(path: string, program: Buffer): Buffer | undefined {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return undefined;
  }
  const end = file.length - CHECKSUM_BYTES;
  if (end <= 0) return undefined;
  const cache = file.subarray(0, end);
  // Not imported: `--version` has no use for it, and it takes some milliseconds.
  const { crc32 } = process.getBuiltinModule('node:zlib');
  return crc32(cache, crc32(program)) === file.readUInt32LE(end) ? cache : undefined;
}

export function loadProgram(argv: readonly string[]): Program {
  const filename = `${__dirname}/program.cjs`;
  const program = readFileSync(filename);
  const depth = doesMoreThanList(argv) ? 'deep' : 'lists';
  const cachedData = readCache(`${__dirname}/program.${depth}.cache`, program);
  // The build sees to it that the text is ASCII: reading it as UTF-8 takes longer.
  const script = new Script(program.toString('latin1'), { filename, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  (script.runInThisContext() as Wrapper)(module.exports, require, module, filename, __dirname);
  return module.exports as Program;
}
