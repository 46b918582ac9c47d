/** JSON and NDJSON, streamed: at most one row is text at a time, so that 100,000 rows need no second copy in memory. */
import type { Envelope } from '../../model/index.ts';
import { jsonText } from '../escape/index.ts';
import { chunked } from './chunked.ts';
import { ROW_KINDS, splitResult } from './split-result.ts';

export { chunked } from './chunked.ts';

/** The envelope's keys in the contract's order, whatever order the object has. */
function orderedKeys(envelope: Envelope<object>): readonly (readonly [string, unknown])[] {
  const { schemaVersion, status, exitCode, warnings, errors, accounting, result, ...rest } = envelope;
  return [
    ['schemaVersion', schemaVersion],
    ['status', status],
    ['exitCode', exitCode],
    ['warnings', warnings],
    ['errors', errors],
    ['accounting', accounting],
    ...Object.entries(rest),
    ['result', result],
  ];
}

/** Pretty JSON of a value that stands `depth` levels deep. Line feeds in JSON text are always layout, never content. */
function pretty(value: unknown, depth: number): string {
  const text = JSON.stringify(value, null, 2);
  return depth === 0 ? text : text.replaceAll('\n', `\n${'  '.repeat(depth)}`);
}

function* prettyArray(values: readonly unknown[], depth: number): Iterable<string> {
  if (values.length === 0) {
    yield '[]';
    return;
  }
  const indent = '  '.repeat(depth + 1);
  for (const [at, value] of values.entries()) {
    yield `${at === 0 ? '[\n' : ',\n'}${indent}${pretty(value ?? null, depth + 1)}`;
  }
  yield `\n${'  '.repeat(depth)}]`;
}

function* prettyEntries(entries: readonly (readonly [string, unknown])[], depth: number): Iterable<string> {
  const indent = '  '.repeat(depth + 1);
  let first = true;
  for (const [key, value] of entries) {
    if (value === undefined) continue;
    yield `${first ? '{\n' : ',\n'}${indent}${JSON.stringify(key)}: `;
    first = false;
    if (Array.isArray(value)) yield* prettyArray(value, depth + 1);
    else yield pretty(value, depth + 1);
  }
  yield first ? '{}' : `\n${'  '.repeat(depth)}}`;
}

function* jsonParts(envelope: Envelope<object>): Iterable<string> {
  let first = true;
  for (const [key, value] of orderedKeys(envelope)) {
    yield `${first ? '{\n' : ',\n'}  ${JSON.stringify(key)}: `;
    first = false;
    if (key === 'result' && envelope.result !== null) yield* prettyEntries(Object.entries(envelope.result), 1);
    else yield pretty(value, 1);
  }
  yield '\n}\n';
}

/** The envelope, indented by two, keys in the contract's order; also when the command failed and `result` is null. */
export function renderJson(envelope: Envelope<object>): Iterable<string> {
  return chunked(jsonParts(envelope), jsonText);
}

function* ndjsonParts(envelope: Envelope<object>): Iterable<string> {
  const { rows, rest } = splitResult(envelope.result);
  for (const [field, values] of rows) {
    const kind = ROW_KINDS.get(field);
    for (const value of values) {
      yield `${JSON.stringify(kind === undefined ? value : { kind, ...value })}\n`;
    }
  }
  const summary = Object.fromEntries(orderedKeys({ ...envelope, result: rest }));
  yield `${JSON.stringify({ kind: 'summary', ...summary })}\n`;
}

/**
 * One line a row, each with its `kind`, and last the envelope without the rows as `{"kind":"summary",…}`: a reader that
 * has not seen it knows that it does not have everything.
 */
export function renderNdjson(envelope: Envelope<object>): Iterable<string> {
  return chunked(ndjsonParts(envelope), jsonText);
}
