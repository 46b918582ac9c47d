import type { Rows } from '../../model/index.ts';
import { isRows } from './is-rows.ts';

/**
 * Result arrays whose members are rows of their own, with the `kind` that NDJSON gives them; `objects` of an explanation
 * have one already. Other arrays (gaps, nearest) belong to the summary.
 */
export const ROW_KINDS: ReadonlyMap<string, string | undefined> = new Map([
  ['routeConfigs', 'routeConfig'],
  ['virtualHosts', 'virtualHost'],
  ['routes', 'route'],
  ['clusters', 'cluster'],
  ['listeners', 'listener'],
  ['objects', undefined],
  ['groups', 'group'],
  ['resources', 'resource'],
  ['findings', 'finding'],
  ['pods', 'pod'],
]);

interface SplitResult {
  readonly rows: readonly (readonly [field: string, values: Rows<object>])[];
  readonly rest: object | null;
}

/** Parts the rows of a result document from the facts about all of them. */
export function splitResult(result: object | null): SplitResult {
  if (result === null) return { rows: [], rest: null };
  const rows: [string, Rows<object>][] = [];
  const rest: [string, unknown][] = [];
  for (const [field, value] of Object.entries(result) as readonly [string, unknown][]) {
    if (ROW_KINDS.has(field) && isRows(value)) rows.push([field, value as Rows<object>]);
    else rest.push([field, value]);
  }
  return { rows, rest: Object.fromEntries(rest) };
}
