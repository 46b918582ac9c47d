/** The command line by yargs: help, mistakes, and all that is not plain (plain-command-line.ts). */
import yargs from 'yargs';
import type { Argv } from 'yargs';
import { withWordsAfterDashes } from './after-dashes.ts';
import { COMMANDS } from './commands/index.ts';
import type { Arguments, Command } from './commands/index.ts';
import type { Io } from './io.ts';
import type { ParsedCommand } from './parsed-command.ts';
import { usageErrorOf } from './usage.ts';

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
      'camel-case-expansion': false,
      'parse-positional-numbers': false,
      'duplicate-arguments-array': true,
    });
}

/** Tells yargs of one command; `chosen` hears of it when it is the one that was asked for. */
function register(
  parser: Argv,
  command: Command,
  argv: readonly string[],
  chosen: (command: Command, args: Arguments) => void,
): Argv {
  const [name, ...aliases] = command.names;
  const isDefault = command === COMMANDS[0];
  const usages = [`${name} ${command.positionals}`, ...aliases, ...(isDefault ? ['$0'] : [])];
  return parser.command(
    usages,
    command.summary,
    (builder: Argv) => {
      for (const [option, settings] of Object.entries(command.options)) builder.option(option, settings);
      for (const [example, what] of command.examples) builder.example(example, what);
      // Without its name it is the default command, whose help is the program's.
      if (!argv.some((word) => command.names.includes(word))) return builder;
      return builder.usage(
        `$0 ${name} ${command.positionals.replace('inputs..', 'INPUT…').replace('pods..', '[TYPE/]POD…').replace('selector', 'SELECTOR').replace('shell', 'SHELL').replace('resource', 'KIND/NAMESPACE/NAME').replace('url', 'URL').replace('[code]', '[CODE]')}\n\n${command.summary}`,
      );
    },
    (args: Arguments) => {
      chosen(command, args);
    },
  );
}

/** Stands for a lone dash, standard input: yargs loses it among the positionals and takes it for none as a value. */
const DASH = '\u0000-';

function dashesAway(argv: readonly string[]): string[] {
  return argv.map((word) => (word === '-' ? DASH : word));
}

function dashesBack(args: Arguments): Arguments {
  const back = (value: unknown): unknown => (value === DASH ? '-' : value);
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, Array.isArray(value) ? value.map(back) : back(value)]),
  );
}

/** `parsed` null where yargs only wants its `text` printed, or nothing at all. */
export interface ParsedByYargs {
  readonly parsed: ParsedCommand | null;
  /** Help or version text. */
  readonly text: string;
}

/** @throws KnownError (usage) */
export async function parseWithYargs(argv: readonly string[], io: Io, version: string): Promise<ParsedByYargs> {
  let parsed: ParsedCommand | null = null;
  let text = '';
  const parser = configure(yargs(), version, io.stdout.columns ?? 100);
  for (const known of COMMANDS) {
    register(parser, known, argv, (command, args) => {
      parsed = { command, args: withWordsAfterDashes(command, dashesBack(args)) };
    });
  }
  parser.fail((message, error) => {
    // yargs types say string, but it passes null when a handler threw.
    if ((error as Error | undefined) !== undefined && (error as Error | null) !== null) throw error;
    throw usageErrorOf(message.replaceAll(DASH, '-'), argv);
  });
  await parser.parseAsync(dashesAway(argv), {}, (_error, _args, output) => {
    text = output;
  });
  return { parsed, text };
}
