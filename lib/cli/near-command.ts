/** A first word that is neither a command nor a file was most likely meant to be a command. */
import { editDistance } from '../base/edit-distance.ts';
import { EXIT, KnownError } from '../model/index.ts';
import type { Diagnostic } from '../model/index.ts';
import { COMMANDS } from './commands/index.ts';

/** Two edits away: `rotues`, `cluster s`, `explian`; further away anything is near something. */
const NEAR = 2;

/**
 * Every word that is no command is an INPUT of the default command, so a mistyped command reads as a missing file.
 *
 * @throws KnownError (usage) when the first input is missing and spelled nearly like a command.
 */
export function refuseMistypedCommand(inputs: readonly string[], diagnostics: readonly Diagnostic[]): void {
  const [word] = inputs;
  if (word === undefined || word.length < 3) return;
  if (!diagnostics.some(({ code, document }) => code === 'IN001' && document === word)) return;
  const meant = COMMANDS.map(({ names }) => names[0]).find((name) => editDistance(word, name, NEAR) <= NEAR);
  if (meant === undefined) return;
  throw new KnownError(EXIT.usage, {
    code: 'US005',
    severity: 'error',
    message: `${JSON.stringify(word)} is neither a command nor a file`,
    hint: `did you mean: whyroute ${meant}`,
  });
}
