import { EXIT } from '../model/index.ts';
import { environmentError } from './fail.ts';
import { Output } from './io.ts';
import type { Io } from './io.ts';

/**
 * Prints what is no result of an analysis: help, a script, commands to be run by hand.
 *
 * @throws KnownError (environment) when it cannot be written; a closed pipe counts as done
 */
export async function printText(text: string, io: Io): Promise<number> {
  const output = new Output(io.stdout);
  await output.write([text]);
  if (output.failed !== null) throw environmentError(output.failed);
  return EXIT.done;
}
