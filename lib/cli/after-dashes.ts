/** Words after `--`: yargs leaves them aside, and a command that does not see them answers another question. */
import { listArgument } from './arguments.ts';
import type { Arguments, Command } from './commands/index.ts';

/** The arguments with the words after `--` as positionals, in their order behind those before. */
export function withWordsAfterDashes({ names, positionals }: Command, args: Arguments): Arguments {
  const all = listArgument(args, '_');
  const words = names.includes(all[0] ?? '') ? all.slice(1) : all;
  if (words.length === 0) return args;
  const filled = new Map<string, unknown>(Object.entries(args));
  for (const [, name = '', dots = ''] of positionals.matchAll(/[[<]([\w-]+)(\.\.)?[\]>]/g)) {
    if (dots !== '') filled.set(name, [...listArgument(args, name), ...words.splice(0)]);
    else if (filled.get(name) === undefined && words.length > 0) filled.set(name, words.shift());
  }
  return Object.fromEntries(filled);
}
