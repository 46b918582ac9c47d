/** `whyroute redact` */
import { Redactor, manifestOf } from '../../analyze/redact/index.ts';
import { writeWhole } from '../../ingest/index.ts';
import type { Ingested } from '../../ingest/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import type { Diagnostic } from '../../model/index.ts';
import { ALL_SECTIONS, normalize } from '../../normalize/index.ts';
import { envelope, print } from '../answer.ts';
import { textArgument } from '../arguments.ts';
import { inputsOf } from '../filters.ts';
import type { Io } from '../io.ts';
import { outFileOf } from '../out-file.ts';
import { NOTHING_GIVEN, ingest, together } from '../pipeline.ts';
import { refuseLeaks, refuseLoss } from '../redact/check.ts';
import { redactInputs } from '../redact/redact-inputs.ts';
import type { Arguments } from './index.ts';

export async function redact(args: Arguments, io: Io): Promise<number> {
  const input = textArgument(args, 'input') ?? '-';
  const out = await outFileOf(args, [input], 'whyroute redact dump.json -O dump.redacted.json');
  const given = inputsOf(args, [input]);
  const ingested = await ingest(given, io);
  const redactor = new Redactor();
  const redacted = redactInputs(redactor, oneOf(ingested, input));
  const [text] = redacted.texts;
  if (text === undefined) throw unreadable(redacted.diagnostics);
  const before = normalize(ingested.inputs, ALL_SECTIONS, ingested);
  const kept = { ...ingested, inputs: redacted.inputs };
  const check = (written: Buffer): void => {
    refuseLeaks([written.toString('utf8')], redactor);
    const again = kept.inputs.map((one) => ({ ...one, bytes: written }));
    refuseLoss(before, normalize(again, ALL_SECTIONS, kept));
  };
  await writeWhole(out.path, [text], { force: out.force, check });
  const bytes = { read: ingested.inputs[0]?.bytes.length ?? 0, written: Buffer.byteLength(text) };
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

/** @throws KnownError when there is nothing to redact, or more than one file. */
function oneOf({ inputs, diagnostics }: Ingested, input: string): Ingested['inputs'] {
  if (inputs.length === 1) return inputs;
  const [first, ...others] = diagnostics;
  if (inputs.length === 0 && first !== undefined) throw new KnownError(EXIT.noInput, first, others);
  throw new KnownError(EXIT.usage, {
    code: 'US011',
    severity: 'error',
    message: `${input} holds ${String(inputs.length)} files, and redact writes one`,
    hint: 'redact each by itself',
  });
}

function unreadable([first, ...others]: readonly Diagnostic[]): KnownError {
  const none: Diagnostic = { code: 'RD001', severity: 'error', message: 'nothing in it can be read' };
  return new KnownError(EXIT.noInput, first ?? none, others);
}
