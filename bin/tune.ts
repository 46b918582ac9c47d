/** Settings of V8 for dumps that take longer than the program takes to warm up. */
import { statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

/** Bytes from which on a file is worth it. */
const LARGE = 8 << 20;

/**
 * How much a function runs before it is optimized: V8's own measure makes a run of half a second spend as much on optimizing
 * as on its work. Only for the V8 on which that was measured (Node 20). Set after the program was loaded: the caches of
 * compiled code are bound to the flags.
 */
const FLAGS: Readonly<Record<string, string>> = { 11: '--interrupt-budget=300000' };

function isLarge(word: string): boolean {
  try {
    return statSync(word).size >= LARGE;
  } catch {
    return false;
  }
}

export function tuneFor(argv: readonly string[]): void {
  const flags = FLAGS[process.versions.v8.split('.')[0] ?? ''];
  if (flags !== undefined && argv.some(isLarge)) setFlagsFromString(flags);
}
