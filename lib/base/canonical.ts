/** A text that is equal for two plain values exactly when they are equal, whatever the order of their keys. */
import { inOnePiece } from './in-one-piece.ts';
import { isPlainJson } from './plain-json.ts';

/** Nesting beyond which values are compared by a marker only; parsed input is limited to 256 levels before this. */
const LIMIT = 300;

/** JSON with sorted keys. Members named in `except` are left out at the top level only. */
export function canonical(value: unknown, except: ReadonlySet<string> = new Set()): string {
  return inOnePiece(write(value, except, 0));
}

const NOTHING: ReadonlySet<string> = new Set();

function write(value: unknown, except: ReadonlySet<string>, depth: number): string {
  if (value === undefined) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth > LIMIT) return '"…"';
  if (Array.isArray(value)) return `[${listed(value as readonly unknown[], depth)}]`;
  const keys = sortedKeys(value);
  let members = '';
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as string;
    const item = (value as Readonly<Record<string, unknown>>)[key];
    if (item === undefined || except.has(key)) continue;
    members += `${members === '' ? '' : ','}${quoted(key)}:${write(item, NOTHING, depth + 1)}`;
  }
  return `{${members}}`;
}

function listed(items: readonly unknown[], depth: number): string {
  let list = '';
  for (let at = 0; at < items.length; at++) list += (at === 0 ? '' : ',') + write(items[at], NOTHING, depth + 1);
  return list;
}

function quoted(text: string): string {
  return isPlainJson(text) ? `"${text}"` : JSON.stringify(text);
}

/** More keys than these are left to V8, which takes arrays of its own to sort. */
const FEW = 16;

/** By code unit. */
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  if (keys.length > FEW) return keys.sort();
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at] as string;
    let to = at;
    for (; to > 0 && (keys[to - 1] as string) > key; to--) keys[to] = keys[to - 1] as string;
    keys[to] = key;
  }
  return keys;
}
