/** What yargs prints for --help and --version, and what it finds wrong with a command line (read-command-line.ts reads the others). */
import yargs from 'yargs';
import type { Argv } from 'yargs';
import { COMMANDS } from './commands/index.ts';
import type { Command } from './commands/index.ts';
import type { Io } from './io.ts';
import { HELP, usageError, usageErrorOf } from './usage.ts';

function configure(parser: Argv, version: string, width: number): Argv {
  return parser
    .scriptName('whyroute')
    .locale('en')
    .usage(
      'whyroute: which VirtualService made this route, and why did this request take it?\n\nUsage: $0 [COMMAND] [INPUT…]',
    )
    .epilog(
      'INPUT is a file, a directory, an archive or - (stdin): istioctl proxy-config -o json or yaml, Envoy /config_dump,\na bundle of whyroute capture, an istioctl bug-report.\nwhyroute COMMAND --help has examples.',
    )
    .version(`whyroute ${version}`)
    .help()
    .alias('help', 'h')
    .wrap(Math.min(width, 120))
    .exitProcess(false)
    .strict()
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-positional-numbers': false,
    });
}

/** Positionals as the help of a command writes them. */
const SPELLED: Readonly<Record<string, string>> = {
  'inputs..': 'INPUT…',
  input: 'INPUT',
  'pods..': '[TYPE/]POD…',
  selector: 'SELECTOR',
  shell: 'SHELL',
  resource: 'KIND/NAMESPACE/NAME',
  url: 'URL',
  code: 'CODE',
};

function spelled(positionals: string): string {
  return positionals.replace(/[\w.-]+/g, (name) => SPELLED[name] ?? name);
}

function register(parser: Argv, command: Command, words: readonly string[]): Argv {
  const [name, ...aliases] = command.names;
  const isDefault = command === COMMANDS[0];
  const usages = [`${name} ${command.positionals}`, ...aliases, ...(isDefault ? ['$0'] : [])];
  return parser.command(usages, command.summary, (builder: Argv) => {
    for (const [option, settings] of Object.entries(command.options)) builder.option(option, settings);
    for (const [example, what] of command.examples) builder.example(example, what);
    // Without its name it is the default command, whose help is the program's.
    if (!command.names.includes(words[0] ?? '')) return builder;
    return builder.usage(`$0 ${name} ${spelled(command.positionals)}\n\n${command.summary}`);
  });
}

/** Stands for a lone dash, standard input: yargs loses it among the positionals. */
const DASH = '\u0000-';

/**
 * The text to print for words (in one spelling) that ask for help or the version.
 *
 * @throws KnownError (usage) for all others
 */
export async function helpOrMistake(words: readonly string[], io: Io, version: string): Promise<string> {
  let text = '';
  const parser = configure(yargs(), version, io.stdout.columns ?? 100);
  for (const command of COMMANDS) register(parser, command, words);
  parser.fail((message, error) => {
    // yargs types say string and Error, but one of the two is null.
    throw (error as Error | null) ?? usageErrorOf(message.replaceAll(DASH, '-'), words);
  });
  await parser.parseAsync(
    words.map((word) => (word === '-' ? DASH : word)),
    {},
    (_error, _args, output) => {
      text = output;
    },
  );
  if (text === '') throw usageError('this cannot be read as a command', HELP);
  return text.endsWith('\n') ? text : `${text}\n`;
}
