/**
 * Much thinking about a large dump is done in a thread: where its memory runs out, V8 ends a process with a trace, and a
 * thread with an error that can be put into words. A thread may also be given more of it: for objects that live shortly, V8's
 * own measure makes it go through all the others every few milliseconds.
 */
import type { Io } from '../lib/cli/index.ts';
import { doesMoreThanList, loadProgram } from './load-program.ts';

const MEGABYTE = 1 << 20;

/** From so many bytes on: below, what is thought about fits into every heap. */
const LARGE = 200 * MEGABYTE;
/** What is kept of a dump by the command that keeps most takes twice its size, and cleaning takes room. */
const HEAP_PER_BYTE = 3;
/** As much of the machine's memory as one command may ask for. */
const FAIR_SHARE = 0.75;

/** What the thread is told: the size of the largest file, which was looked up already. It answers with the exit code. */
export interface Told {
  readonly largest: number;
}

export function needsThread(argv: readonly string[], largest: number): boolean {
  return largest >= LARGE && doesMoreThanList(argv);
}

/** V8's own limit, or what is asked for with `--max-old-space-size`, which beats what a thread is given. */
function ownLimit(): number {
  return process.getBuiltinModule('node:v8').getHeapStatistics().heap_size_limit;
}

/** Megabytes that all objects may take. */
function heapMegabytes(largest: number): number {
  const constrained = process.constrainedMemory();
  const total = process.getBuiltinModule('node:os').totalmem();
  const machine = constrained > 0 && constrained < total ? constrained : total;
  return Math.floor(Math.max(ownLimit(), Math.min(machine * FAIR_SHARE, largest * HEAP_PER_BYTE)) / MEGABYTE);
}

/**
 * Megabytes for young objects, three times of what V8 fills before it cleans: next to the heap of a large dump they are no
 * matter. 48 is V8's own measure.
 */
function youngMegabytes(largest: number): number {
  if (largest >= 1024 * MEGABYTE) return 768;
  return largest >= 512 * MEGABYTE ? 384 : 48;
}

/** What is likely to be enough where it was not, in whole gigabytes. */
function moreMegabytes(largest: number): number {
  return Math.ceil(Math.max(ownLimit() * 2, largest * HEAP_PER_BYTE) / (1024 * MEGABYTE)) * 1024;
}

/** The exit code. What the thread says about memory is said on `io`. */
export async function runInThread(argv: readonly string[], largest: number, io: Io): Promise<number> {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const worker = new Worker(`${__dirname}/thread.js`, {
    argv: [...argv],
    workerData: { largest } satisfies Told,
    resourceLimits: {
      maxOldGenerationSizeMb: heapMegabytes(largest),
      maxYoungGenerationSizeMb: youngMegabytes(largest),
    },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', (code: number) => {
      // Not waited for: see `leave`.
      worker.unref();
      resolve(code);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        resolve(loadProgram(argv).outOfMemory(argv, moreMegabytes(largest), io));
      } else reject(error);
    });
  });
}
