/** Parses the command line with yargs and runs one command; turns what goes wrong into words and an exit code. */
import yargs from 'yargs';
import type { Argv } from 'yargs';
import { EXIT, KnownError } from '../model/index.ts';
import { COMMANDS } from './commands/index.ts';
import type { Arguments, Command } from './commands/index.ts';
import { earlyOptions } from './early-options.ts';
import { reportBug, reportKnown } from './fail.ts';
import type { Io } from './io.ts';
import { Output } from './io.ts';
import { gluedStdin } from './stdin-values.ts';
import { checkValues, usageErrorOf } from './usage.ts';

function configure(parser: Argv, version: string, width: number): Argv {
  return parser
    .scriptName('whyroute')
    .locale('en')
    .usage(
      'whyroute: which VirtualService made this route, and why did this request take it?\n\nUsage: $0 [COMMAND] [INPUT…]',
    )
    .epilog(
      'INPUT is a file, a directory or - (stdin): istioctl proxy-config -o json or yaml, or Envoy /config_dump.\nwhyroute COMMAND --help has examples.',
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
        `$0 ${name} ${command.positionals.replace('inputs..', 'INPUT…').replace('selector', 'SELECTOR').replace('shell', 'SHELL').replace('resource', 'KIND/NAMESPACE/NAME').replace('url', 'URL').replace('[code]', '[CODE]')}\n\n${command.summary}`,
      );
    },
    (args: Arguments) => {
      chosen(command, args);
    },
  );
}

interface Parsed {
  readonly command: Command | null;
  readonly args: Arguments;
  /** Help or version text that yargs wants printed. */
  readonly text: string;
}

/** @throws KnownError (usage) */
async function parse(argv: readonly string[], io: Io, version: string): Promise<Parsed> {
  let command: Command | null = null;
  let args: Arguments = {};
  let text = '';
  const parser = configure(yargs(), version, io.stdout.columns ?? 100);
  for (const known of COMMANDS) {
    register(parser, known, argv, (chosen, parsed) => {
      command = chosen;
      args = parsed;
    });
  }
  parser.fail((message, error) => {
    // yargs types say string, but it passes null when a handler threw.
    if ((error as Error | undefined) !== undefined && (error as Error | null) !== null) throw error;
    throw usageErrorOf(message, argv);
  });
  await parser.parseAsync(gluedStdin(argv), {}, (_error, _args, output) => {
    text = output;
  });
  return { command, args, text };
}

/** Runs one command line. Never throws. */
export async function run(argv: readonly string[], io: Io, version: string): Promise<number> {
  const early = earlyOptions(argv);
  let parsed: Parsed = { command: null, args: {}, text: '' };
  try {
    parsed = await parse(argv, io, version);
    if (parsed.text !== '') {
      await new Output(io.stdout).write([parsed.text.endsWith('\n') ? parsed.text : `${parsed.text}\n`]);
      return EXIT.done;
    }
    if (parsed.command === null) return EXIT.done;
    checkValues(parsed.command, parsed.args);
    return await parsed.command.run(parsed.args, io);
  } catch (error) {
    return error instanceof KnownError ? reportKnown(error, early, io) : reportBug(error, early, io);
  }
}
