/** The command line. `main` returns the exit code; it never ends the process. */
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

export { VERSION };

/** `argv` without the interpreter and the script. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  // Answered before anything is loaded: scripts ask for it in loops.
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
    // A reader that went away needs no version, and no stack trace either.
    io.stdout.on('error', () => undefined);
    io.stdout.write(`whyroute ${VERSION}\n`);
    return 0;
  }
  const { run } = await import('./run.ts');
  return run(argv, io, VERSION);
}
