#!/usr/bin/env node
/** The command. Scripts ask `--version` in loops: it is answered before the program is read. */
import { answersVersion } from '../lib/cli/version.ts';
import { largestFile } from './largest-file.ts';
import { loadProgram } from './load-program.ts';
import { processIo } from './process-io.ts';
import { needsThread, runInThread } from './thread.ts';
import { tuneFor } from './tune.ts';

const argv = process.argv.slice(2);
const io = processIo();

/** Taking the heap of a large dump apart takes longer than leaving it. */
function leave(code: number): void {
  process.exitCode = code;
  // eslint-disable-next-line n/no-process-exit -- nothing is open: no child, no timer, no write on its way
  if (process.getActiveResourcesInfo().length === 0) process.exit();
}

if (!answersVersion(argv, io)) {
  // What Node itself says when the work stops before it is done; overwritten when it is.
  process.exitCode = 13;
  const largest = largestFile(argv);
  if (needsThread(argv, largest)) void runInThread(argv, largest, io).then(leave);
  else {
    const program = loadProgram(argv);
    tuneFor(argv, largest);
    void program.main(argv, io).then(leave);
  }
}
