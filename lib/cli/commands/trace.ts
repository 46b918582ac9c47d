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
import { requestInput } from '../trace/request.ts';
import { usage } from '../trace/usage.ts';
import type { Arguments } from './index.ts';

/** With --batch, --log or --curl there is no URL: the first positional is an INPUT like the others. */
export async function trace(args: Arguments, io: Io): Promise<number> {
  const first = textArgument(args, 'url');
  const batch = textArgument(args, 'batch');
  const log = textArgument(args, 'log');
  const alone = batch !== undefined || log !== undefined || textArgument(args, 'curl') !== undefined;
  if (first === undefined && !alone) {
    throw usage('trace which request?', 'whyroute trace https://shop.example.com/cart dump.json');
  }
  const inputs = inputsOf(args);
  const named = alone && first !== undefined ? [first, ...inputs.inputs] : inputs.inputs;
  const format = textArgument(args, 'output') ?? 'table';
  if (batch !== undefined && format !== 'ndjson' && format !== 'table') {
    throw usage(`--batch cannot be printed as ${format}`, 'a batch is answered with -o ndjson');
  }
  const readsStdin = (named.length === 0 && inputs.pod === null) || named.includes('-');
  if ((batch === '-' || log === '-') && readsStdin) {
    throw usage(
      'requests and configuration cannot both come from standard input',
      'name the dump: whyroute trace --batch - dump.json',
    );
  }
  // Both are checked before anything is read: a dump may take seconds.
  const override = profileOverride(args);
  const input = batch === undefined && log === undefined ? requestInput(alone ? undefined : first, args) : null;
  const loaded = await load({ ...inputs, inputs: named }, TRACE_SECTIONS, io);
  const tracer = tracerOf(loaded.snapshot, loaded.provenance, override);
  if (log !== undefined) return traceLog(tracer, loaded, log, args, io);
  if (input === null) return traceBatch(tracer, loaded, batch ?? '-', args, io);
  const result = traceDocument(tracer, requestOf(input));
  const expected = textArgument(args, 'expect');
  const met = expected === undefined || expectationMet(result, expected);
  const document = envelope(loaded, result);
  return print({ kind: 'trace', envelope: met ? document : { ...document, exitCode: EXIT.findings } }, args, io);
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
  await say([...loaded.diagnostics, ...problemsOf(report)], args, io);
  if (output.failed !== null) throw environmentError(output.failed);
  if (loaded.partial || report.malformed > 0) return EXIT.partial;
  return report.unmet > 0 ? EXIT.findings : EXIT.done;
}

function profileOverride(args: Arguments): ProfileOverride {
  const text = textArgument(args, 'envoy-version');
  if (text === undefined) return {};
  const [, major, minor, patch = '0'] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  if (major === undefined || minor === undefined)
    throw usage(`${text} is no version of Envoy`, '--envoy-version 1.38.2');
  return { envoyVersion: { major: Number(major), minor: Number(minor), patch: Number(patch) } };
}
