/** `trace --batch FILE`: one answer a line, in order; a line that is no request gets an answer that says so. */
import { expectationMet, readRequest, traceLine } from '../../analyze/trace/index.ts';
import type { Tracer } from '../../analyze/trace/index.ts';
import { readInputs } from '../../ingest/index.ts';
import { requestOf } from '../../matching/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import type { Diagnostic, TraceLine } from '../../model/index.ts';
import type { Io } from '../io.ts';

/** Malformed lines that are told one by one. */
const TOLD = 10;

/** @throws KnownError when the file cannot be read */
export async function readLines(path: string, maxBytes: number, io: Io): Promise<readonly string[]> {
  const { inputs, diagnostics, lost } = await readInputs([path], { stdin: io.stdin, maxBytes });
  const [input] = inputs;
  if (input === undefined || lost) {
    const [first, ...others] = diagnostics;
    throw new KnownError(
      EXIT.noInput,
      first ?? { code: 'IN001', severity: 'error', message: `${path} cannot be read` },
      others,
    );
  }
  const lines = input.bytes.toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
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
  lines: readonly string[],
  document: string,
  expected: string | undefined,
  report: BatchReport,
): Iterable<TraceLine> {
  for (const [at, line] of lines.entries()) {
    const read = readRequest(line);
    const answer = read.kind === 'request' ? traceLine(tracer, requestOf(read.input)) : unreadable(at + 1, read.why);
    if (read.kind === 'problem') addProblem(report, document, at + 1, read.why);
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
