/** `whyroute redact` */
import { Redactor, manifestOf } from '../../analyze/redact/index.ts';
import { memorySource, wholeOf } from '../../base/source/index.ts';
import { writeWhole } from '../../ingest/index.ts';
import type { Ingested } from '../../ingest/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import type { Diagnostic } from '../../model/index.ts';
import { ALL_SECTIONS, normalize } from '../../normalize/index.ts';
import { envelope, print } from '../answer.ts';
import { flagArgument, textArgument } from '../arguments.ts';
import { inputsOf } from '../filters.ts';
import type { Io } from '../io.ts';
import { outFileOf } from '../out-file.ts';
import { NOTHING_GIVEN, ingest, together } from '../pipeline.ts';
import { readingProgress } from '../reading-progress.ts';
import type { ReadingProgress } from '../reading-progress.ts';
import { refuseLeaks, refuseLoss } from '../redact/check.ts';
import { isLong, redactInputs } from '../redact/redact-inputs.ts';
import type { Arguments } from './index.ts';

export async function redact(args: Arguments, io: Io): Promise<number> {
  const progress = readingProgress(io, flagArgument(args, 'quiet'));
  try {
    return await redactWith(progress, args, io);
  } finally {
    progress.end();
  }
}

async function redactWith(progress: ReadingProgress, args: Arguments, io: Io): Promise<number> {
  const input = textArgument(args, 'input');
  const inputs = input === undefined ? [] : [input];
  const out = await outFileOf(args, inputs, 'whyroute redact dump.json -O dump.redacted.json');
  const given = inputsOf(args, inputs);
  const ingested = await ingestOne(input ?? '-', given, io);
  const redactor = new Redactor();
  const redacted = redactInputs(redactor, ingested.inputs, progress);
  const [text] = redacted.texts;
  if (text === undefined) throw unreadable(redacted.diagnostics);
  const before = normalize(ingested.inputs, ALL_SECTIONS, ingested);
  const kept = { ...ingested, inputs: redacted.inputs };
  const check = (written: Buffer): void => {
    progress.onPhase('searching for all that was taken out', isLong([text]));
    refuseLeaks([written.toString('utf8')], redactor);
    const again = kept.inputs.map((one) => ({ ...one, source: memorySource(written) }));
    refuseLoss(before, normalize(again, ALL_SECTIONS, kept));
  };
  await writeWhole(out.path, [text], { force: out.force, check });
  progress.end();
  const bytes = { read: ingested.inputs[0]?.source.whole?.length ?? 0, written: Buffer.byteLength(text) };
  const loaded = together(before, NOTHING_GIVEN, given);
  const diagnostics = [...loaded.diagnostics, ...redacted.diagnostics, written(out.path)];
  return print(
    { kind: 'redact', envelope: envelope({ ...loaded, diagnostics }, manifestOf(redactor.registry, bytes)) },
    args,
    io,
  );
}

function written(document: string): Diagnostic {
  const message = 'written; hosts, names and addresses are still in it, so look at it before you share it';
  return { code: 'RD004', severity: 'note', message, document };
}

/** A bundle or archive is many files of many kinds, and one dump comes out: nobody should believe that it was all of it. */
async function ingestOne(input: string, given: ReturnType<typeof inputsOf>, io: Io): Promise<Ingested> {
  const ingested = await ingest(given, io).catch((error: unknown): never => {
    throw error instanceof KnownError && error.diagnostic.code === SEVERAL ? bundle(input) : error;
  });
  const { inputs, resources, pod, diagnostics } = ingested;
  if (inputs.length > 1 || resources.length > 0 || pod !== null) throw bundle(input);
  const [first, ...others] = diagnostics;
  if (inputs.length === 0 && first !== undefined) throw new KnownError(EXIT.noInput, first, others);
  // Read once: what is redacted, what it is held against and what is counted must be the same bytes.
  const held = inputs.map((one) => ({ ...one, source: memorySource(wholeOf(one.source)) }));
  return { ...ingested, inputs: held };
}

/** Several proxies, and none chosen. */
const SEVERAL = 'US011';

function bundle(input: string): KnownError {
  return new KnownError(EXIT.usage, {
    code: SEVERAL,
    severity: 'error',
    message: `${input} holds more than one dump, and redact writes one file: nothing was written`,
    hint: `whyroute report ${input} --pod POD.NAMESPACE -O report.html, where all of it is redacted; or unpack it and redact each file`,
  });
}

function unreadable([first, ...others]: readonly Diagnostic[]): KnownError {
  const none: Diagnostic = { code: 'RD001', severity: 'error', message: 'nothing in it can be read' };
  return new KnownError(EXIT.noInput, first ?? none, others);
}
