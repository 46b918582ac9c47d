/** What runs in the thread of thread.ts: the command, with streams of its own. */
import { createReadStream, writeSync } from 'node:fs';
import { isatty, WriteStream } from 'node:tty';
import { parentPort, workerData } from 'node:worker_threads';
import type { OutStream } from '../lib/cli/index.ts';
import { DirectStream } from './direct-stream.ts';
import { loadProgram } from './load-program.ts';
import { processIo } from './process-io.ts';
import type { Told } from './thread.ts';
import { tuneFor } from './tune.ts';

const PAUSE_MS = 5;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Where the other end does not wait, the thread does: Node's own streams would hand all on to the process. */
function writeSome(fd: number, bytes: Buffer, offset: number): number {
  for (;;) {
    try {
      return writeSync(fd, bytes, offset);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, PAUSE_MS);
    }
  }
}

const terminals: WriteStream[] = [];

function notAsked(): never {
  throw new Error('writeSome has no EAGAIN to hand over');
}

function streamOf(fd: number): OutStream {
  if (!isatty(fd)) return new DirectStream(fd, notAsked, writeSome);
  // A thread's own streams do not know a terminal's width.
  const terminal = new WriteStream(fd);
  terminals.push(terminal);
  return terminal;
}

function written(terminal: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    terminal.write('', () => {
      resolve();
    });
  });
}

async function run(): Promise<void> {
  const argv = process.argv.slice(2);
  const io = processIo({ in: () => createReadStream('', { fd: 0, autoClose: false }), out: streamOf });
  const program = loadProgram(argv);
  tuneFor(argv, (workerData as Told).largest);
  const code = await program.main(argv, io);
  await Promise.all(terminals.map(written));
  parentPort?.postMessage(code);
}

void run();
