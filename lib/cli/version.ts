import type { Io } from './io.ts';

declare const __WHYROUTE_VERSION__: string | undefined;

/** Set by the build; a run from the sources says so. */
export const VERSION: string = typeof __WHYROUTE_VERSION__ === 'string' ? __WHYROUTE_VERSION__ : '0.0.0-source';

/** True when `--version` was all that was asked, and is answered. What cannot be written is left to `run`, which has the words. */
export function answersVersion(argv: readonly string[], io: Pick<Io, 'stdout'>): boolean {
  if (argv.length !== 1 || (argv[0] !== '--version' && argv[0] !== '-v')) return false;
  let isAnswered = true;
  io.stdout.on('error', ({ code }) => {
    // A reader that went away needs no version, and no stack trace either.
    isAnswered = code === 'EPIPE';
  });
  io.stdout.write(`whyroute ${VERSION}\n`);
  return isAnswered;
}
