/** How eagerly V8 compiles, for inputs on which that matters. */
import type { IngestedInput } from '../ingest/index.ts';

/** Below this a run is over before anything is compiled. */
const LARGE = 4 << 20;

/**
 * A dump is read and printed within a second or two, of which V8 spends up to a half on optimizing code that is about to be
 * done: measured on Node 20 with a dump of 28 MB, a fifth less CPU time when it waits longer (the default is 132 kB), and the
 * same with ten times the dump. On other versions nobody has measured, so there it stays as it is.
 */
const BUDGET = '--interrupt-budget=1000000';

export async function compileLater(inputs: readonly IngestedInput[]): Promise<void> {
  const size = inputs.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size < LARGE || !process.versions.v8.startsWith('11.3.')) return;
  (await import('node:v8')).setFlagsFromString(BUDGET);
}
