/** JSON and NDJSON, streamed: at most one row is text at a time, so that 100,000 rows need no second copy in memory. */
import type { Envelope } from '../../model/index.ts';
import { jsonText } from '../escape/index.ts';
import { Fragments } from './fragments.ts';
import { isRows } from './is-rows.ts';
import { ROW_KINDS, splitResult } from './split-result.ts';

export { isRows } from './is-rows.ts';

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

/** JSON of any value; undefined for what JSON leaves out. */
const spell = JSON.stringify as (value: unknown, replacer?: null, space?: number) => string | undefined;

/** Pretty JSON of a value that stands `depth` levels deep. Line feeds in JSON text are always layout, never content. */
function pretty(value: unknown, depth: number): string | undefined {
  return spell(value, null, 2)?.replaceAll('\n', `\n${'  '.repeat(depth)}`);
}

/** Where rows stand in the envelope, and their fields. */
const ROW_DEPTH = 3;

type Row = Readonly<Record<string, unknown>>;

/** A row field by field, for its fields repeat; null where JSON would not write it so. */
function rowText(value: unknown, fragments: Fragments): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'toJSON' in value) return null;
  const row = value as Row;
  let text = '';
  for (const key of Object.keys(row)) {
    const field = fragments.of(row[key]);
    if (field !== undefined) text += `${text === '' ? '{\n' : ',\n'}        ${fragments.key(key)}: ${field}`;
  }
  return text === '' ? '{}' : `${text}\n      }`;
}

function* prettyRows(rows: Iterable<unknown>): Iterable<string> {
  const fragments = new Fragments((value) => pretty(value, ROW_DEPTH + 1));
  let isFirst = true;
  for (const row of rows) {
    const text = rowText(row, fragments) ?? jsonText(pretty(row, ROW_DEPTH) ?? 'null');
    yield `${isFirst ? '[\n' : ',\n'}      ${text}`;
    isFirst = false;
  }
  yield isFirst ? '[]' : '\n    ]';
}

function* prettyResult(result: object): Iterable<string> {
  let isFirst = true;
  for (const [key, value] of Object.entries(result) as readonly [string, unknown][]) {
    if (value === undefined) continue;
    yield jsonText(`${isFirst ? '{\n' : ',\n'}    ${JSON.stringify(key)}: `);
    isFirst = false;
    if (isRows(value)) yield* prettyRows(value);
    else yield jsonText(pretty(value, 2) ?? 'null');
  }
  yield isFirst ? '{}' : '\n  }';
}

/** The envelope, indented by two, keys in the contract's order; also when the command failed and `result` is null. */
export function* renderJson(envelope: Envelope<object>): Iterable<string> {
  let isFirst = true;
  for (const [key, value] of orderedKeys(envelope)) {
    yield jsonText(`${isFirst ? '{\n' : ',\n'}  ${JSON.stringify(key)}: `);
    isFirst = false;
    if (key === 'result' && envelope.result !== null) yield* prettyResult(envelope.result);
    else yield jsonText(pretty(value, 1) ?? 'null');
  }
  yield '\n}\n';
}

/** `{"kind":"route",…}`; a row that has a kind of its own keeps it. */
function rowLine(row: object, kind: string | undefined, fragments: Fragments): string {
  if (kind === undefined || 'kind' in row || 'toJSON' in row) return jsonText(JSON.stringify(row));
  let text = `{"kind":${JSON.stringify(kind)}`;
  for (const key of Object.keys(row)) {
    const field = fragments.of((row as Row)[key]);
    if (field !== undefined) text += `,${fragments.key(key)}:${field}`;
  }
  return `${text}}`;
}

/**
 * One line a row, each with its `kind`, and last the envelope without the rows as `{"kind":"summary",…}`: a reader that
 * has not seen it knows that it does not have everything.
 */
export function* renderNdjson(envelope: Envelope<object>): Iterable<string> {
  const { rows, rest } = splitResult(envelope.result);
  for (const [field, values] of rows) {
    const kind = ROW_KINDS.get(field);
    const fragments = new Fragments(spell);
    for (const value of values) yield `${rowLine(value, kind, fragments)}\n`;
  }
  const summary = Object.fromEntries(orderedKeys({ ...envelope, result: rest }));
  yield jsonText(`${JSON.stringify({ kind: 'summary', ...summary })}\n`);
}
