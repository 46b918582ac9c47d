import { GAP } from './fit.ts';
import type { MeasuredCell } from './measure.ts';

/** One cell ready to print: `text` may hold SGR sequences, `columns` is what it takes on a terminal. */
export interface Cell {
  readonly text: string;
  readonly columns: number;
}

const SPACES = ' '.repeat(128);

/** `count` spaces; none for what sticks out. */
function spaces(count: number): string {
  if (count <= 0) return '';
  return count <= SPACES.length ? SPACES.slice(0, count) : ' '.repeat(count);
}

/** Lines may not end in spaces: a copy from the terminal would carry them. */
function trimmed(line: string): string {
  let end = line.length;
  while (end > 0 && line.charCodeAt(end - 1) === 32) end -= 1;
  return end === line.length ? line : line.slice(0, end);
}

/** `drawLine` for cells that are drawn as they were measured: each is padded once, however many rows say it. */
export function drawWholeLine(cells: readonly MeasuredCell[], widths: readonly number[]): string {
  let line = '';
  const last = cells.length - 1;
  for (let at = 0; at < last; at += 1) {
    const cell = cells[at];
    if (cell !== undefined) line += cell.padded ??= cell.text + spaces((widths[at] ?? 0) - cell.columns) + GAP;
  }
  const text = cells[last]?.text ?? '';
  line += text;
  // Looking at the end of a long line joins its parts: only where it may end in spaces.
  return text === '' || text.endsWith(' ') ? trimmed(line) : line;
}

/**
 * Pads by itself, in time linear in the number of rows; the bytes are those that `drawWithCliTable` gives. A cell wider
 * than its column sticks out.
 */
export function drawLine(cells: readonly Cell[], widths: readonly number[]): string {
  let line = '';
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    if (cell === undefined) continue;
    if (at > 0) line += GAP;
    line += cell.text;
    const missing = (widths[at] ?? 0) - cell.columns;
    if (missing > 0 && at < cells.length - 1) line += spaces(missing);
  }
  return trimmed(line);
}
