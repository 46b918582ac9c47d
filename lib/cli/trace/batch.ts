/** `trace --batch FILE`: one answer a line, in order; a line that is no request gets an answer that says so. */
import { expectationMet, readRequest, traceLine } from '../../analyze/trace/index.ts';
import type { Tracer } from '../../analyze/trace/index.ts';
import { wholeOf } from '../../base/source/index.ts';
import { readInputs } from '../../ingest/index.ts';
import { requestOf } from '../../matching/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import type { Diagnostic, TraceLine } from '../../model/index.ts';
import type { Io } from '../io.ts';

/** Malformed lines that are told one by one. */
const TOLD = 10;

/** @throws KnownError when the file cannot be read */
export async function readLines(path: string, maxBytes: number, io: Io): Promise<Iterable<string>> {
  const read = await readInputs([path], { io, maxBytes });
  const [input] = read.inputs;
  const bytes = input === undefined ? null : wholeOf(input.source);
  if (bytes === null || read.lost) {
    const [first, ...others] = read.diagnostics;
    throw new KnownError(
      EXIT.noInput,
      first ?? { code: 'IN001', severity: 'error', message: `${path} cannot be read` },
      others,
    );
  }
  return linesOf(bytes);
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Bytes that are made text at once. */
const BLOCK = 1 << 18;

/** Some lines at a time: a long batch is never all text at once. Empty lines at its end are no requests. */
function* linesOf(bytes: Buffer): Iterable<string> {
  let length = bytes.length;
  while (length > 0 && (bytes[length - 1] === LINE_FEED || bytes[length - 1] === CARRIAGE_RETURN)) length--;
  for (let at = 0; at < length;) {
    const feed = bytes.indexOf(LINE_FEED, Math.min(at + BLOCK, length));
    const end = feed === -1 || feed > length ? length : feed;
    yield* bytes.toString('utf8', at, end).split('\n');
    at = end + 1;
  }
}

/** What was wrong with the lines, and whether every answer met what was expected. */
export interface BatchReport {
  readonly problems: Diagnostic[];
  malformed: number;
  unmet: number;
}

/** Answers as they are asked for; `report` is complete when the last one was taken. */
export function* answerLines(
  tracer: Tracer,
  lines: Iterable<string>,
  document: string,
  expected: string | undefined,
  report: BatchReport,
): Iterable<TraceLine> {
  let number = 0;
  for (const line of lines) {
    number++;
    const read = readRequest(line);
    const answer = read.kind === 'request' ? traceLine(tracer, requestOf(read.input)) : unreadable(number, read.why);
    if (read.kind === 'problem') addProblem(report, document, number, read.why);
    if (expected !== undefined && !expectationMet(answer, expected)) report.unmet++;
    yield answer;
  }
}

function unreadable(line: number, why: string): TraceLine {
  return {
    disposition: 'indeterminate',
    status: null,
    route: null,
    source: null,
    clusters: [],
    why: `Line ${String(line)} of the batch is no request: ${why}.`,
  };
}

function addProblem(report: BatchReport, document: string, line: number, why: string): void {
  report.malformed++;
  if (report.malformed > TOLD) return;
  report.problems.push({ code: 'TR001', severity: 'error', message: why, document, line });
}

/** The problems, with one more line for those that were not told. */
export function problemsOf({ problems, malformed }: BatchReport): readonly Diagnostic[] {
  if (malformed <= TOLD) return problems;
  const message = `${String(malformed - TOLD)} more lines of the batch are no requests`;
  return [...problems, { code: 'TR001', severity: 'error', message }];
}
