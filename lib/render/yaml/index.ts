/** YAML of the same envelope as JSON, one row at a time. */
import { dumpYaml } from '../../base/yaml-dump.ts';
import type { Envelope, Rows } from '../../model/index.ts';
import { HIDDEN_ALL } from '../escape/index.ts';
import { isRows } from '../json/index.ts';

/** Shifts block YAML to the right; empty lines of block scalars stay empty, which YAML 1.2 (8.1.3) allows. */
function indented(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}

function* yamlArray(key: string, values: Rows<unknown>, indent: string): Iterable<string> {
  if (values.length === 0) {
    yield indented(dumpYaml({ [key]: [] }, HIDDEN_ALL), indent);
    return;
  }
  yield `${indent}${key}:\n`;
  for (const value of values) yield indented(dumpYaml([value], HIDDEN_ALL), `${indent}  `);
}

/** The envelope with its keys in the contract's order; rows are written one by one. */
export function* renderYaml(envelope: Envelope<object>): Iterable<string> {
  const { schemaVersion, status, exitCode, warnings, errors, accounting, result, ...rest } = envelope;
  yield dumpYaml({ schemaVersion, status, exitCode, warnings, errors, accounting, ...rest }, HIDDEN_ALL);
  if (result === null) {
    yield 'result: null\n';
    return;
  }
  yield 'result:\n';
  for (const [key, value] of Object.entries(result) as readonly [string, unknown][]) {
    if (isRows(value)) yield* yamlArray(key, value, '  ');
    else if (value !== undefined) yield indented(dumpYaml({ [key]: value }, HIDDEN_ALL), '  ');
  }
}
