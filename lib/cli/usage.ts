/** Mistakes on the command line, in words: what yargs found, and what it lets pass. */
import { editDistance } from '../base/edit-distance.ts';
import { EXIT, KnownError } from '../model/index.ts';
import { COMMANDS } from './commands/index.ts';
import type { Arguments, Command } from './commands/index.ts';

function usageError(message: string, hint: string): KnownError {
  return new KnownError(EXIT.usage, { code: 'US001', severity: 'error', message, hint });
}

const HELP = 'whyroute --help, or whyroute COMMAND --help';

/** The option that was meant, when one is spelled nearly so. */
function nearOption(name: string): string | undefined {
  const known = new Set(COMMANDS.flatMap(({ options }) => Object.keys(options)));
  return [...known].find((option) => name.length > 1 && editDistance(name, option, 2) <= 2);
}

/** yargs' message as one of ours; those not known here pass, on one line. */
export function usageErrorOf(message: string, argv: readonly string[]): KnownError {
  const choice = /Argument: (\S+), Given: (.*), Choices: (.*)/.exec(message);
  if (choice !== null) {
    const [, name = '', given = '', choices = ''] = choice;
    return usageError(`--${name} cannot be ${given}`, `one of: ${choices.replaceAll('"', '')}`);
  }
  const unknown = /^Unknown arguments?: (.*)$/.exec(message)?.[1]?.split(', ')[0];
  if (unknown !== undefined && argv.includes(unknown)) return usageError(`one word too many: ${unknown}`, HELP);
  if (unknown !== undefined) {
    const meant = nearOption(unknown);
    const name = `${unknown.length === 1 ? '-' : '--'}${unknown}`;
    return usageError(`there is no option ${name} here`, meant === undefined ? HELP : `did you mean --${meant}?`);
  }
  if (message.startsWith('Not enough non-option arguments')) {
    return usageError('a word is missing after the command', 'whyroute COMMAND --help says which');
  }
  return usageError(message.trim().replace(/\s*\n\s*/g, ' '), HELP);
}

/**
 * An empty text or a number that is none would otherwise be no filter at all, and the answer would be to another question.
 *
 * @throws KnownError (usage)
 */
export function checkValues(command: Command, args: Arguments): void {
  for (const [name, { type, describe }] of Object.entries(command.options)) {
    const value = args[name];
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (type === 'string' && last === '') throw usageError(`--${name} wants a value`, describe ?? HELP);
    if (type === 'number' && last !== undefined && !(typeof last === 'number' && last >= 0)) {
      throw usageError(`--${name} wants a number, 0 or more`, describe ?? HELP);
    }
  }
}
