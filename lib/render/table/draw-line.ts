import { GAP } from './fit.ts';

/** One cell ready to print: `text` may hold SGR sequences, `columns` is what it takes on a terminal. */
export interface Cell {
  readonly text: string;
  readonly columns: number;
}

/** Lines may not end in spaces: a copy from the terminal would carry them. */
function trimmed(line: string): string {
  let end = line.length;
  while (end > 0 && line.charCodeAt(end - 1) === 32) end -= 1;
  return end === line.length ? line : line.slice(0, end);
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
    if (missing > 0 && at < cells.length - 1) line += ' '.repeat(missing);
  }
  return trimmed(line);
}
