/** Replacing parts of values where they stand: every other character of the text is copied. */
import type { StringNode } from './node.ts';

/** `[start, end)` becomes `text`; offsets into a text, or into the value of a scalar. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits may come in any order; they must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Edits of a scalar's value as edits of the text that it stands in. */
export function scalarEdits(text: string, node: StringNode, edits: readonly Edit[]): readonly Edit[] {
  if (edits.length === 0) return [];
  if (node.style === 'json') return jsonEdits(text, node, edits);
  const value = applyEdits(node.value, edits);
  const { start, end } = node;
  if (node.style === 'cut') return [{ start, end, text: JSON.stringify(value).slice(0, -1) }];
  const lines = countLines(text, start, end);
  if (node.style === 'block') return [{ start, end, text: block(text.slice(start, end), value, lines) }];
  return [{ start, end, text: `${JSON.stringify(value)}${'\n'.repeat(lines)}` }];
}

function jsonEdits(text: string, { start, end }: StringNode, edits: readonly Edit[]): readonly Edit[] {
  const at = positions(text, start + 1, end - 1);
  return edits.map((edit) => ({
    start: at(edit.start),
    end: at(edit.end),
    text: JSON.stringify(edit.text).slice(1, -1),
  }));
}

/** Offset in a JSON string's value → offset in the text. */
function positions(text: string, start: number, end: number): (offset: number) => number {
  const first = text.indexOf('\\', start);
  if (first === -1 || first >= end) return (offset) => start + offset;
  const table: number[] = [];
  for (let i = start; i < end; i += text.charCodeAt(i) !== 0x5c ? 1 : text[i + 1] === 'u' ? 6 : 2) table.push(i);
  return (offset) => table[offset] ?? end;
}

function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** The new lines at the old indentation, and as many lines as before: positions further down stay what they were. */
function block(old: string, value: string, lines: number): string {
  const indent = /^[ ]*(?=\S)/m.exec(old)?.[0] ?? '  ';
  const kept = value.split('\n').filter((line, i, all) => line !== '' || i < all.length - 1);
  const shown = lines === 0 ? kept : kept.slice(0, lines);
  const padded = shown.map((line) => (line === '' ? '' : indent + line));
  while (padded.length < lines) padded.push('');
  return padded.join('\n') + (old.endsWith('\n') ? '\n' : '');
}
