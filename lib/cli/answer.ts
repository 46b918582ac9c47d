/** Puts a result into its envelope, prints it in the format asked for, and says what the exit code is. */
import { accountingOf } from '../analyze/inventory/index.ts';
import { EXIT } from '../model/index.ts';
import type { Diagnostic, Envelope } from '../model/index.ts';
import { render, renderDiagnostics } from '../render/index.ts';
import type { Answer } from '../render/index.ts';
import { flagArgument, textArgument } from './arguments.ts';
import type { Arguments } from './commands/index.ts';
import { environmentError } from './fail.ts';
import { Output, usesColor, widthOf } from './io.ts';
import { grouped } from './grouped.ts';
import { linkOf } from './links.ts';
import type { ColorChoice, Io } from './io.ts';
import type { Format } from './options.ts';
import type { Loaded } from './pipeline.ts';

/** Version of every JSON document of this program; grows only when a field changes meaning or goes. */
export const SCHEMA_VERSION = 'v1';

export function envelope<Result>(
  { snapshot, provenance, diagnostics, partial }: Loaded,
  result: Result,
): Envelope<Result> {
  return {
    schemaVersion: SCHEMA_VERSION,
    status: partial ? 'partial' : 'ok',
    exitCode: partial ? EXIT.partial : EXIT.done,
    warnings: diagnostics.filter(({ severity }) => severity !== 'error'),
    errors: diagnostics.filter(({ severity }) => severity === 'error'),
    accounting: accountingOf(snapshot, provenance),
    result,
  };
}

/** Counted in JSON only: whoever gives all of a namespace knows that there are Deployments in it. */
const UNUSED_KINDS = 'RS006';

/** What a person at the terminal should see beside the result. */
export async function say(diagnostics: readonly Diagnostic[], args: Arguments, io: Io): Promise<void> {
  const quiet = flagArgument(args, 'quiet');
  const shown = diagnostics.filter(({ severity, code }) => (quiet ? severity === 'error' : code !== UNUSED_KINDS));
  if (shown.length === 0) return;
  const color = usesColor(colorChoice(args), io.stderr, io.env);
  await new Output(io.stderr).write([renderDiagnostics(grouped(shown), { color })]);
}

function colorChoice(args: Arguments): ColorChoice {
  return (textArgument(args, 'color') ?? 'auto') as ColorChoice;
}

/** Prints the answer and its diagnostics; returns the exit code. */
export async function print(answer: Answer, args: Arguments, io: Io): Promise<number> {
  const format = (textArgument(args, 'output') ?? 'table') as Format;
  const chunks = await render(format === 'wide' ? 'table' : format, answer, {
    width: widthOf(io.stdout),
    color: usesColor(colorChoice(args), io.stdout, io.env),
    wide: format === 'wide',
    limit: flagArgument(args, 'all') ? Infinity : undefined,
    link: linkOf(io),
  });
  const { envelope: document } = answer;
  await say([...document.errors, ...document.warnings], args, io);
  const output = new Output(io.stdout);
  await output.write(chunks);
  if (output.failed !== null) throw environmentError(output.failed);
  return document.exitCode;
}
