/**
 * Narrowing of values read from JSON or YAML. Nothing here throws: what has another shape is absent.
 * Keys are looked up as own properties only, so `__proto__` and `constructor` are names like any other.
 */

export type PlainRecord = Readonly<Record<string, unknown>>;

const EMPTY: readonly never[] = [];
/** Shared: most rules have ten maps and lists that nobody wrote. */
const NO_ENTRIES: ReadonlyMap<string, string> = new Map();

/** The value as a record, or undefined for scalars, lists and null. */
export function recordOf(value: unknown): PlainRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as PlainRecord) : undefined;
}

/** The own property `key` of a record; undefined when the value is no record or has no such key. */
export function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const found = (value as PlainRecord)[key];
  // Asked for the few that are there only: a large mesh has a million that are not.
  return found !== undefined && Object.hasOwn(value, key) ? found : undefined;
}

/** The value as a list; anything else is the empty list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : EMPTY;
}

/** The own property `key` as a list. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  return listOf(fieldOf(value, key));
}

/** The value as text: strings as they are, numbers and booleans as YAML readers stringify them. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function textAt(value: unknown, key: string): string | undefined {
  return textOf(fieldOf(value, key));
}

/** The value as a finite number; decimal text counts, because protobuf JSON writes 64-bit integers as text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

export function numberAt(value: unknown, key: string): number | undefined {
  return numberOf(fieldOf(value, key));
}

/** The entries of a string-to-string map; values of other types are left out. */
export function textMapOf(value: unknown): ReadonlyMap<string, string> {
  const record = recordOf(value);
  if (record === undefined) return NO_ENTRIES;
  const entries = new Map<string, string>();
  for (const key of Object.keys(record)) {
    const text = textOf(record[key]);
    if (text !== undefined) entries.set(key, text);
  }
  return entries;
}

/** The list at `key`, texts only. */
export function textsAt(value: unknown, key: string): readonly string[] {
  const list = listAt(value, key);
  return list.length === 0 ? EMPTY : list.flatMap((item) => textOf(item) ?? EMPTY);
}

/** Order by code point, as Go compares strings; the only order used where names are sorted. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
