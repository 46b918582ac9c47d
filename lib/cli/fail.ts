/** What is printed when there is no answer. People get words and one thing to do; scripts get the envelope all the same. */
import { EXIT, KnownError } from '../model/index.ts';
import type { Envelope } from '../model/index.ts';
import { renderDiagnostics } from '../render/index.ts';
import { Output, usesColor } from './io.ts';
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

function failedEnvelope(error: KnownError): Envelope<null> {
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

/** Prints a KnownError; with a JSON-like format the failed envelope also goes to stdout. */
export async function reportKnown(error: KnownError, format: string, io: Io): Promise<number> {
  await new Output(io.stderr).write([
    renderDiagnostics([...error.others, error.diagnostic], { color: usesColor('auto', io.stderr, io.env) }),
  ]);
  if (format === 'json' || format === 'yaml' || format === 'ndjson') {
    const document = failedEnvelope(error);
    const text = format === 'json' ? JSON.stringify(document, null, 2) : JSON.stringify(document);
    await new Output(io.stdout).write([`${text}\n`]);
  }
  return error.exitCode;
}

/** Anything else is our bug. The stack only with --debug: its messages may quote the input. */
export async function reportBug(error: unknown, debug: boolean, io: Io): Promise<number> {
  const where = debug && error instanceof Error ? `${error.stack ?? error.message}\n` : '';
  const words =
    'bug: whyroute failed on this input, which is our fault\n  run it again with --debug and send us what it prints\n';
  await new Output(io.stderr).write([words, where]);
  return EXIT.bug;
}
