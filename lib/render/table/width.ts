import { NOT_PLAIN } from '../escape/index.ts';
import { COMBINING, WIDE } from './width-ranges.ts';

/** Binary search in sorted pairs. */
function isIn(ranges: readonly number[], code: number): boolean {
  let low = 0;
  let high = ranges.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (code < (ranges[middle * 2] ?? 0)) high = middle - 1;
    else if (code > (ranges[middle * 2 + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}

/** Columns of one code point of sanitized text; the first mark is U+0300, the first wide one U+1100. */
function columnsOf(code: number): 0 | 1 | 2 {
  if (code < 0x300) return 1;
  if (isIn(COMBINING, code)) return 0;
  return code >= 0x1100 && isIn(WIDE, code) ? 2 : 1;
}

/**
 * Columns that sanitized text takes on a terminal. Emoji count two each: joiners and selectors, which would merge them,
 * never get here (escape/hidden.ts).
 */
export function displayWidth(text: string): number {
  if (!NOT_PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += columnsOf(character.codePointAt(0) ?? 0);
  return width;
}

/** The longest start of `text` that takes at most `columns`; marks stay with their letter. */
function startOf(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += columnsOf(character.codePointAt(0) ?? 0);
    if (width > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** `text` within `columns` (at least 1), the cut marked by `…`. */
export function cut(text: string, columns: number): string {
  if (text.length <= columns && !NOT_PLAIN.test(text)) return text;
  if (displayWidth(text) <= columns) return text;
  return `${startOf(text, columns - 1)}…`;
}

/** `text` in lines of at most `columns`, broken at spaces where there are any; nothing is lost but the space broken at. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (displayWidth(rest) > columns) {
    // A wide character needs two columns even where there is one; without progress this would never end.
    const start = startOf(rest, columns) || String.fromCodePoint(rest.codePointAt(0) ?? 0);
    const space = rest[start.length] === ' ' ? start.length : start.lastIndexOf(' ');
    const end = space > 0 ? space : start.length;
    lines.push(rest.slice(0, end));
    rest = rest.slice(space > 0 ? end + 1 : end);
  }
  lines.push(rest);
  return lines;
}
