/** One pass over a text for all forms of all removed values. */
import { randomWords } from '../shapes.ts';
import type { Removal } from '../registry.ts';
import { isHunted } from '../registry.ts';
import { formsOf } from './encodings.ts';

/** A removed value that still occurs. It is never named: the rule and the form tell where to look. */
export interface Hit {
  readonly rule: string;
  readonly form: string;
  readonly marker: string;
}

interface Needle extends Hit {
  readonly text: string;
}

/** Plain names and short values would be found by chance; what is no name is searched. */
export function isSearched(removal: Removal): boolean {
  if (isHunted(removal)) return true;
  const { value, class: kind } = removal;
  return kind === 'unknown'
    ? randomWords(value).some(({ start, end }) => end - start === value.length)
    : value.length >= 40;
}

const HEAD = 6;

/** `text` as it will be written. Case does not matter. */
export function search(text: string, removals: readonly Removal[]): readonly Hit[] {
  const needles = new Map<string, Needle[]>();
  for (const removal of removals.filter(isSearched)) {
    for (const { name, text: form } of formsOf(removal.value)) {
      const needle = { rule: removal.rule, form: name, marker: removal.marker, text: form };
      const head = form.slice(0, HEAD);
      const same = needles.get(head);
      if (same === undefined) needles.set(head, [needle]);
      else same.push(needle);
    }
  }
  if (needles.size === 0) return [];
  const hits = new Map<string, Hit>();
  for (const haystack of [text, unescaped(text)]) scan(haystack.toLowerCase(), needles, hits);
  return [...hits.values()];
}

function scan(haystack: string, needles: ReadonlyMap<string, readonly Needle[]>, hits: Map<string, Hit>): void {
  const first = new Uint8Array(65536);
  for (const head of needles.keys()) {
    first[head.charCodeAt(0)] = 1;
    first[head.charCodeAt(1)] = (first[head.charCodeAt(1)] ?? 0) | 2;
  }
  for (let at = 0; at + HEAD <= haystack.length; at++) {
    if (((first[haystack.charCodeAt(at)] ?? 0) & 1) === 0 || ((first[haystack.charCodeAt(at + 1)] ?? 0) & 2) === 0)
      continue;
    for (const { rule, form, marker, text } of needles.get(haystack.slice(at, at + HEAD)) ?? []) {
      if (haystack.startsWith(text, at)) hits.set(`${marker} ${form}`, { rule, form, marker });
    }
  }
}

const ESCAPED = /"(?:[^"\\]|\\.)*\\(?:[^"\\]|\\.)*"/g;

/** Strings with escapes, as they read: `\u0061` hides nothing. Twice, for documents in strings. */
function unescaped(text: string): string {
  const once = readStrings(text);
  return once === '' ? '' : `${once}\n${readStrings(once)}`;
}

function readStrings(text: string): string {
  const found: string[] = [];
  for (const [quoted] of text.matchAll(ESCAPED)) {
    try {
      found.push(JSON.parse(quoted) as string);
    } catch {
      // Not JSON's idea of a string: it stands in the text as it is, and was searched so.
    }
  }
  return found.join('\n');
}
