/** Runs one command line; turns what goes wrong into words and an exit code. */
import { EXIT, KnownError } from '../model/index.ts';
import { earlyOptions } from './early-options.ts';
import { reportBug, reportKnown } from './fail.ts';
import type { Io } from './io.ts';
import { inOneSpelling } from './one-spelling.ts';
import { printText } from './print-text.ts';
import type { ParsedCommand } from './read-command-line.ts';
import { readCommandLine } from './read-command-line.ts';
import { checkPort } from './usage.ts';

/** Null where help or a version was asked for, which is printed. */
async function parse(argv: readonly string[], io: Io, version: string): Promise<ParsedCommand | null> {
  const words = inOneSpelling(argv);
  const parsed = readCommandLine(words);
  if (parsed !== null) return parsed;
  const { helpOrMistake } = await import('./help-or-mistake.ts');
  await printText(await helpOrMistake(words, io, version), io);
  return null;
}

/** Runs one command line. Never throws. */
export async function run(argv: readonly string[], io: Io, version: string): Promise<number> {
  const early = earlyOptions(argv);
  try {
    const parsed = await parse(argv, io, version);
    if (parsed === null) return EXIT.done;
    checkPort(parsed.command, parsed.args);
    return await parsed.command.run(parsed.args, io);
  } catch (error) {
    return error instanceof KnownError ? reportKnown(error, early, io) : reportBug(error, early, io);
  }
}
