/** Runs one command line; turns what goes wrong into words and an exit code. */
import { EXIT, KnownError } from '../model/index.ts';
import { earlyOptions } from './early-options.ts';
import { reportBug, reportKnown } from './fail.ts';
import type { Io } from './io.ts';
import { Output } from './io.ts';
import type { ParsedCommand } from './parsed-command.ts';
import { plainCommandLine } from './plain-command-line.ts';
import { checkValues } from './usage.ts';

/** Null where help or a version was asked for, which is printed. */
async function parse(argv: readonly string[], io: Io, version: string): Promise<ParsedCommand | null> {
  const plain = plainCommandLine(argv);
  if (plain !== null) return plain;
  const { parseWithYargs } = await import('./parse-with-yargs.ts');
  const { parsed, text } = await parseWithYargs(argv, io, version);
  if (text === '') return parsed;
  await new Output(io.stdout).write([text.endsWith('\n') ? text : `${text}\n`]);
  return null;
}

/** Runs one command line. Never throws. */
export async function run(argv: readonly string[], io: Io, version: string): Promise<number> {
  const early = earlyOptions(argv);
  try {
    const parsed = await parse(argv, io, version);
    if (parsed === null) return EXIT.done;
    checkValues(parsed.command, parsed.args);
    return await parsed.command.run(parsed.args, io);
  } catch (error) {
    return error instanceof KnownError ? reportKnown(error, early, io) : reportBug(error, early, io);
  }
}
