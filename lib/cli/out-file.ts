/** Where a command writes its file: one rule for all that do. */
import { isSameFile, refuseUnwritable } from '../ingest/index.ts';
import { EXIT, KnownError } from '../model/index.ts';
import { flagArgument, textArgument } from './arguments.ts';
import type { Arguments } from './commands/index.ts';

export interface OutFile {
  readonly path: string;
  readonly force: boolean;
}

/**
 * Checked before work begins. `inputs` are what the command reads: none of them is ever written over, not even with --force.
 *
 * @throws KnownError (usage) without -O, for an input, or for a file that is there without --force; (environment) when the
 *   folder cannot be written to
 */
export async function outFileOf(args: Arguments, inputs: readonly string[], example: string): Promise<OutFile> {
  const path = textArgument(args, 'out');
  if (path === undefined || path === '-') throw usage('-O wants the file to write', example);
  for (const input of inputs) {
    if (input !== '-' && (await isSameFile(path, input))) throw usage(`${path} is the input itself`, example);
  }
  const force = flagArgument(args, 'force');
  await refuseUnwritable(path, force);
  return { path, force };
}

function usage(message: string, hint: string): KnownError {
  return new KnownError(EXIT.usage, { code: 'US016', severity: 'error', message, hint });
}
