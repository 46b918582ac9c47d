/** `whyroute completion SHELL` */
import { EXIT, KnownError } from '../../model/index.ts';
import { COMPLETION_SCRIPTS, commandWords } from '../completion/index.ts';
import { textArgument } from '../arguments.ts';
import type { Io } from '../io.ts';
import { printText } from '../print-text.ts';
import { COMMANDS } from './index.ts';
import type { Arguments } from './index.ts';

export async function completion(args: Arguments, io: Io): Promise<number> {
  const shell = textArgument(args, 'shell') ?? '';
  const script = Object.hasOwn(COMPLETION_SCRIPTS, shell)
    ? COMPLETION_SCRIPTS[shell as keyof typeof COMPLETION_SCRIPTS]
    : undefined;
  if (script === undefined) {
    throw new KnownError(EXIT.usage, {
      code: 'US003',
      severity: 'error',
      message: `no completion for ${JSON.stringify(shell)}`,
      hint: `one of: ${Object.keys(COMPLETION_SCRIPTS).join(', ')}`,
    });
  }
  return printText(script(commandWords(COMMANDS)), io);
}
