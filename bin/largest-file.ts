import { statSync } from 'node:fs';

function sizeOf(word: string): number {
  try {
    return statSync(word).size;
  } catch {
    return 0;
  }
}

/** Bytes of the largest file that the command line names; 0 where it names none. */
export function largestFile(argv: readonly string[]): number {
  return Math.max(0, ...argv.map(sizeOf));
}
