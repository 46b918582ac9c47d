/** `whyroute trace` */
import {
  TRACE_SECTIONS,
  expectationMet,
  traceDocument,
  traceLogDocument,
  tracerOf,
} from '../../analyze/trace/index.ts';
import type { Tracer } from '../../analyze/trace/index.ts';
import { requestOf } from '../../matching/index.ts';
import type { ProfileOverride } from '../../matching/index.ts';
import { EXIT } from '../../model/index.ts';
import type { Diagnostic } from '../../model/index.ts';
import { renderTraceLines } from '../../render/index.ts';
import { envelope, print, say } from '../answer.ts';
import { numberArgument, textArgument } from '../arguments.ts';
import { environmentError } from '../fail.ts';
import { inputsOf } from '../filters.ts';
import { Output } from '../io.ts';
import type { Io } from '../io.ts';
import type { Loaded } from '../pipeline.ts';
import { load } from '../pipeline.ts';
import type { BatchReport } from '../trace/batch.ts';
import { answerLines, problemsOf, readLines } from '../trace/batch.ts';
import { questionOf } from '../trace/question.ts';
import { requestInput } from '../trace/request.ts';
import { usage } from '../trace/usage.ts';
import type { Arguments } from './index.ts';

/** With --batch, --log or --curl there is no URL: the first positional is an INPUT like the others. */
export async function trace(args: Arguments, io: Io): Promise<number> {
  const question = questionOf(args);
  const { url, batch, log } = question;
  const inputs = inputsOf(args);
  const first = textArgument(args, 'url');
  const named = url === undefined && first !== undefined ? [first, ...inputs.inputs] : inputs.inputs;
  const readsStdin = (named.length === 0 && inputs.pod === null) || named.includes('-');
  if ((batch === '-' || log === '-') && readsStdin) {
    throw usage(
      'requests and configuration cannot both come from standard input',
      'name the dump: whyroute trace --batch - dump.json',
    );
  }
  // Both are checked before anything is read: a dump may take seconds.
  const override = profileOverride(args);
  const input = batch === undefined && log === undefined ? requestInput(url, args) : null;
  const loaded = await load({ ...inputs, inputs: named }, TRACE_SECTIONS, io);
  const tracer = tracerOf(loaded.snapshot, loaded.provenance, override);
  if (log !== undefined) return traceLog(tracer, loaded, log, args, io);
  if (input === null) return traceBatch(tracer, loaded, batch ?? '-', args, io);
  const result = traceDocument(tracer, requestOf(input));
  const expected = textArgument(args, 'expect');
  if (expected === undefined || expectationMet(result, expected)) {
    return print({ kind: 'trace', envelope: envelope(loaded, result) }, args, io);
  }
  const diagnostics = [...loaded.diagnostics, unmet(`--expect ${expected} is not met`)];
  const document = { ...envelope({ ...loaded, diagnostics }, result), exitCode: EXIT.findings };
  return print({ kind: 'trace', envelope: document }, args, io);
}

async function traceLog(tracer: Tracer, loaded: Loaded, log: string, args: Arguments, io: Io): Promise<number> {
  const maxBytes = numberArgument(args, 'max-bytes') ?? Infinity;
  const lines = log === '-' ? [...(await readLines('-', maxBytes, io))] : [log];
  const result = traceLogDocument(tracer, lines);
  return print({ kind: 'traceLog', envelope: envelope(loaded, result) }, args, io);
}

async function traceBatch(tracer: Tracer, loaded: Loaded, batch: string, args: Arguments, io: Io): Promise<number> {
  const lines = await readLines(batch, numberArgument(args, 'max-bytes') ?? Infinity, io);
  const report: BatchReport = { problems: [], malformed: 0, unmet: 0 };
  const output = new Output(io.stdout);
  await output.write(renderTraceLines(answerLines(tracer, lines, batch, textArgument(args, 'expect'), report)));
  const expected = textArgument(args, 'expect') ?? '';
  const wrong = report.unmet === 0 ? [] : [unmet(`${String(report.unmet)} answers do not meet --expect ${expected}`)];
  await say([...loaded.diagnostics, ...problemsOf(report), ...wrong], args, io);
  if (output.failed !== null) throw environmentError(output.failed);
  if (loaded.partial || report.malformed > 0) return EXIT.partial;
  return report.unmet > 0 ? EXIT.findings : EXIT.done;
}

function unmet(message: string): Diagnostic {
  return { code: 'TR002', severity: 'warning', message, hint: 'it takes CLUSTER, [KIND/]NAMESPACE/NAME or STATUS' };
}

function profileOverride(args: Arguments): ProfileOverride {
  const text = textArgument(args, 'envoy-version');
  if (text === undefined) return {};
  const [, major, minor, patch = '0'] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  if (major === undefined || minor === undefined)
    throw usage(`${text} is no version of Envoy`, '--envoy-version 1.38.2');
  return { envoyVersion: { major: Number(major), minor: Number(minor), patch: Number(patch) } };
}
