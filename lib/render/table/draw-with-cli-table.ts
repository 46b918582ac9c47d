import Table from 'cli-table3';
import type { Cell } from './draw-line.ts';
import { GAP } from './fit.ts';

/** No border at all; columns two spaces apart, as kubectl prints them. */
const BORDERLESS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: GAP,
};

/**
 * cli-table3 compares each cell with all rows above (its issue #68): time grows with the square of the rows of one
 * table. Widths are fixed beforehand, so blocks give the same bytes in linear time.
 */
const BLOCK = 50;

function drawBlock(rows: readonly (readonly Cell[])[], widths: readonly number[]): readonly string[] {
  const table = new Table({
    chars: BORDERLESS,
    colWidths: [...widths],
    // The default style colors borders and heads even in a pipe.
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  for (const row of rows) table.push(row.map((cell) => cell.text));
  return table.toString().split('\n');
}

/**
 * Lines of a table in which no cell is wider than its column and every cell is of characters that cli-table3 measures
 * as we do (`isPlain`).
 */
export function drawWithCliTable(rows: readonly (readonly Cell[])[], widths: readonly number[]): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < rows.length; at += BLOCK) {
    for (const line of drawBlock(rows.slice(at, at + BLOCK), widths)) lines.push(line.replace(/ +$/, ''));
  }
  return lines;
}

/**
 * ASCII and our own marks. For other characters cli-table3's string-width 4 (Unicode 13) and ours may disagree, and then
 * ours is right: it knows newer emoji and all combining marks.
 */
export function isPlain(text: string): boolean {
  return /^[\x20-\x7e·…→]*$/.test(text);
}
