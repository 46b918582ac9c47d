/** A text that is equal for two plain values exactly when they are equal, whatever the order of their keys. */

/** Nesting beyond which values are compared by a marker only; parsed input is limited to 256 levels before this. */
const LIMIT = 300;

/** JSON with sorted keys. Members named in `except` are left out at the top level only. */
export function canonical(value: unknown, except: ReadonlySet<string> = new Set()): string {
  return write(value, except, 0);
}

const NOTHING: ReadonlySet<string> = new Set();

function write(value: unknown, except: ReadonlySet<string>, depth: number): string {
  if (value === undefined) return 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth > LIMIT) return '"…"';
  if (Array.isArray(value)) return `[${value.map((item) => write(item, NOTHING, depth + 1)).join(',')}]`;
  let members = '';
  for (const key of sortedKeys(value)) {
    const item = (value as Readonly<Record<string, unknown>>)[key];
    if (item === undefined || except.has(key)) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${write(item, NOTHING, depth + 1)}`;
  }
  return `{${members}}`;
}

/** By code unit. Sorting takes an array more, and most objects are small and in order. */
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  for (let at = 1; at < keys.length; at++) if ((keys[at - 1] as string) > (keys[at] as string)) return keys.sort();
  return keys;
}
