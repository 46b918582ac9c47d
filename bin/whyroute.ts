#!/usr/bin/env node
/** The command. Scripts ask `--version` in loops: it is answered before the program is read. */
import { answersVersion } from '../lib/cli/version.ts';
import { loadProgram } from './load-program.ts';
import { tuneFor } from './tune.ts';

const argv = process.argv.slice(2);
if (!answersVersion(argv, process)) {
  // What Node itself says when the work stops before it is done; overwritten when it is.
  process.exitCode = 13;
  const program = loadProgram(argv);
  tuneFor(argv);
  void program.main(argv, process).then((code) => {
    process.exitCode = code;
  });
}
