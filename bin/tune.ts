/** Settings of V8 for dumps that take longer than the program takes to warm up, or more memory than is good. */
import { doesMoreThanList } from './load-program.ts';

interface Setting {
  /** For files of how many bytes it is worth it. */
  readonly from: number;
  readonly below: number;
  /** Only where the command lists, or only where it does more. */
  readonly for?: 'lists' | 'more';
  readonly flags: readonly string[];
}

const MEDIUM = { from: 8e6, below: 1e8 } as const;

/** Only for the V8 on which they were measured (Node 20). */
const SETTINGS: readonly Setting[] = [
  // How much a function runs before it is optimized: V8's own measure makes a run of half a second spend as much on
  // optimizing as on its work.
  { from: 8e6, below: Infinity, flags: ['--interrupt-budget=300000'] },
  // What is read stays: it is copied less often when the young generation grows at once.
  { ...MEDIUM, flags: ['--semi-space-growth-factor=16'] },
  // Where little is read and listed, more is lost by touching so much new memory than by copying: the later setting counts.
  // And little is worth optimizing: with one processor, which does that too, this takes a tenth less time; with two, no more.
  { ...MEDIUM, below: 5e7, for: 'lists', flags: ['--semi-space-growth-factor=1', '--interrupt-budget=500000'] },
  // A heap that is small when the work is done need not be marked on the way.
  { ...MEDIUM, for: 'more', flags: ['--no-incremental-marking'] },
  // Nor need it be collected as a whole. V8 lowers its limit for that with what the young generation loses, and where
  // marking is off it collects at once when the limit is met. With the soft trigger it asks a task to begin marking, which
  // is never run; the hard trigger lets it after all when four times the limit is in use.
  {
    ...MEDIUM,
    for: 'lists',
    flags: [
      '--incremental-marking-soft-trigger=1',
      '--incremental-marking-hard-trigger=400',
      '--no-incremental-marking-task',
      '--no-minor-gc-task',
    ],
  },
  // How much the heap may grow before it is cleaned: left alone it is twice what is needed, which is too much here.
  { from: 1.6e9, below: Infinity, flags: ['--heap-growing-percent=8'] },
];

const MEASURED_ON = '11';

/** `largest` is the size of the largest file. To be called when the program is loaded: its code cache is bound to the flags. */
export function tuneFor(argv: readonly string[], largest: number): void {
  if (process.versions.v8.split('.')[0] !== MEASURED_ON) return;
  const kind = doesMoreThanList(argv) ? 'more' : 'lists';
  for (const { from, below, for: only = kind, flags } of SETTINGS) {
    if (largest < from || largest >= below || only !== kind) continue;
    // Not imported: loading it takes longer than all else here, and small files do not need it.
    for (const flag of flags) process.getBuiltinModule('node:v8').setFlagsFromString(flag);
  }
}
