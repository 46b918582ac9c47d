/** The command line. `main` returns the exit code; it never ends the process. */
import type { Io } from './io.ts';
export type { Io, OutStream } from './io.ts';
import { VERSION, answersVersion } from './version.ts';

/** `argv` without the interpreter and the script. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  if (answersVersion(argv, io)) return 0;
  const { run } = await import('./run.ts');
  return run(argv, io, VERSION);
}

/** What `main` would say, had there been memory left to say it: `megabytes` are likely to be enough. */
export async function outOfMemory(argv: readonly string[], megabytes: number, io: Io): Promise<number> {
  const { reportOutOfMemory } = await import('./fail.ts');
  return reportOutOfMemory(argv, megabytes, io);
}
