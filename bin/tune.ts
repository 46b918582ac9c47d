/** Settings of V8 for dumps that take longer than the program takes to warm up, or more memory than is good. */
import { statSync } from 'node:fs';

/** For files of how many bytes a setting is worth it. Only for the V8 on which it was measured (Node 20). */
const SETTINGS: readonly (readonly [from: number, below: number, flag: string])[] = [
  // How much a function runs before it is optimized: V8's own measure makes a run of half a second spend as much on
  // optimizing as on its work.
  [8e6, Infinity, '--interrupt-budget=300000'],
  // What is read stays: it is copied less often when the young generation grows at once, and a heap that is small when the
  // work is done need not be marked on the way.
  [8e6, 1e8, '--semi-space-growth-factor=16'],
  [8e6, 1e8, '--no-incremental-marking'],
  // How much the heap may grow before it is cleaned: left alone it is twice what is needed, which is too much here.
  [1.6e9, Infinity, '--heap-growing-percent=12'],
];

const MEASURED_ON = '11';

function sizeOf(word: string): number {
  try {
    return statSync(word).size;
  } catch {
    return 0;
  }
}

/** To be called when the program is loaded: the caches of compiled code are bound to the flags. */
export function tuneFor(argv: readonly string[]): void {
  if (process.versions.v8.split('.')[0] !== MEASURED_ON) return;
  const largest = Math.max(0, ...argv.map(sizeOf));
  for (const [from, below, flag] of SETTINGS) {
    // Not imported: loading it takes longer than all else here, and small files do not need it.
    if (largest >= from && largest < below) process.getBuiltinModule('node:v8').setFlagsFromString(flag);
  }
}
