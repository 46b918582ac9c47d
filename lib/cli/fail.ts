/** What is printed when there is no answer. People get words and one thing to do; scripts get the envelope all the same. */
import { EXIT, KnownError } from '../model/index.ts';
import type { Envelope } from '../model/index.ts';
import { render, renderDiagnostics } from '../render/index.ts';
import { Output, usesColor } from './io.ts';
import { earlyOptions } from './early-options.ts';
import type { EarlyOptions } from './early-options.ts';
import { grouped } from './grouped.ts';
import type { Io } from './io.ts';

/** A write that failed for another reason than a closed pipe. */
export function environmentError(error: NodeJS.ErrnoException): KnownError {
  return new KnownError(EXIT.environment, {
    code: 'EN001',
    severity: 'error',
    message: `writing the output failed (${error.code ?? 'unknown reason'})`,
    hint: 'is the disk full?',
  });
}

function failedEnvelope(error: KnownError): Envelope<never> {
  const { diagnostic, others } = error;
  return {
    schemaVersion: 'v1',
    status: 'failed',
    exitCode: error.exitCode,
    warnings: others.filter(({ severity }) => severity !== 'error'),
    errors: [diagnostic, ...others.filter(({ severity }) => severity === 'error')],
    accounting: null,
    result: null,
  };
}

async function printFailed(error: KnownError, format: string, io: Io): Promise<void> {
  if (format !== 'json' && format !== 'yaml' && format !== 'ndjson') return;
  // A failed envelope holds no result, so the kind of answer makes no difference.
  const answer = { kind: 'routes', envelope: failedEnvelope(error) } as const;
  await new Output(io.stdout).write(await render(format, answer, { width: null, color: false, wide: false }));
}

/** Prints a KnownError; with a JSON-like format the failed envelope also goes to stdout. */
export async function reportKnown(error: KnownError, { format, color }: EarlyOptions, io: Io): Promise<number> {
  await new Output(io.stderr).write([
    renderDiagnostics(grouped([...error.others, error.diagnostic]), { color: usesColor(color, io.stderr, io.env) }),
  ]);
  await printFailed(error, format, io);
  return error.exitCode;
}

/** Anything else is our bug. The stack only with --debug: its messages may quote the input. */
export async function reportBug(error: unknown, options: EarlyOptions, io: Io): Promise<number> {
  const bug = new KnownError(EXIT.bug, {
    code: 'BG001',
    severity: 'error',
    message: 'whyroute failed on this input, which is a bug of ours',
    hint: options.debug
      ? 'please send us what is printed here'
      : 'run it again with --debug and send us what it prints',
  });
  if (options.debug && error instanceof Error) await new Output(io.stderr).write([`${error.stack ?? error.message}\n`]);
  return reportKnown(bug, options, io);
}

/** For a run of which nothing is left but its command line; `megabytes` are likely to be enough for it. */
export async function reportOutOfMemory(argv: readonly string[], megabytes: number, io: Io): Promise<number> {
  const error = new KnownError(EXIT.environment, {
    code: 'EN005',
    severity: 'error',
    message: 'this took more memory than there is for it',
    hint: `give it more, in megabytes: NODE_OPTIONS=--max-old-space-size=${String(megabytes)} whyroute …`,
  });
  return reportKnown(error, earlyOptions(argv), io);
}
