/** Mistakes on the command line, in words: what yargs found, and what it lets pass. */
import { editDistance } from '../base/edit-distance.ts';
import { EXIT, KnownError } from '../model/index.ts';
import { COMMANDS, commandOf } from './commands/index.ts';
import type { Arguments, Command } from './commands/index.ts';

export function usageError(message: string, hint: string): KnownError {
  return new KnownError(EXIT.usage, { code: 'US001', severity: 'error', message, hint });
}

export const HELP = 'whyroute --help, or whyroute COMMAND --help';

/** What to do about an option that the command does not have: the near one that it has, or the commands that have it. */
function hintFor(name: string, words: readonly string[]): string {
  const own = Object.keys(commandOf(words).options);
  const near = own.find((option) => name.length > 1 && editDistance(name, option, 2) <= 2);
  if (near !== undefined) return `did you mean --${near}?`;
  const others = COMMANDS.filter(({ options }) => Object.hasOwn(options, name)).map(({ names }) => names[0]);
  return others.length === 0 ? HELP : `it is an option of ${others.join(', ')}`;
}

/** yargs' message as one of ours; those not known here pass, on one line. */
export function usageErrorOf(message: string, words: readonly string[]): KnownError {
  const choice = /Argument: (\S+), Given: (.*), Choices: (.*)/.exec(message);
  if (choice !== null) {
    const [, name = '', given = '', choices = ''] = choice;
    return usageError(`--${name} cannot be ${given}`, `one of: ${choices.replaceAll('"', '')}`);
  }
  const unknown = /^Unknown arguments?: (.*)$/.exec(message)?.[1]?.split(', ')[0];
  if (unknown !== undefined && words.includes(unknown)) return usageError(`one word too many: ${unknown}`, HELP);
  if (unknown !== undefined) {
    const name = `${unknown.length === 1 ? '-' : '--'}${unknown}`;
    return usageError(`there is no option ${name} here`, hintFor(unknown, words));
  }
  if (message.startsWith('Not enough non-option arguments')) {
    return usageError('a word is missing after the command', 'whyroute COMMAND --help says which');
  }
  return usageError(message.trim().replace(/\s*\n\s*/g, ' '), HELP);
}

const MOST_PORT = 65_535;

/**
 * What no port can be would be a filter that nothing passes, and the answer would look like one.
 *
 * @throws KnownError (usage)
 */
export function checkPort({ options }: Command, { port }: Arguments): void {
  if (typeof port !== 'number' || (port >= 1 && port <= MOST_PORT)) return;
  throw usageError(`--port wants a number from 1 to ${String(MOST_PORT)}`, options['port']?.describe ?? HELP);
}
