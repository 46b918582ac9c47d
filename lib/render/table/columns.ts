import { safe } from '../escape/index.ts';
import type { Sheet } from '../sheet/index.ts';
import type { Style } from './color.ts';
import { SOURCE_STYLE, styled } from './color.ts';
import type { Cell } from './draw-line.ts';
import { drawLine, drawPlainLine } from './draw-line.ts';
import type { MeasuredColumn } from './measure.ts';
import { linked } from './link.ts';
import type { LinkOf } from './link.ts';
import { cut, displayWidth } from './width.ts';

/** Draws many lines at once with the same bytes as `drawLine`; cli-table3 for tables of a readable size. */
export type DrawBlock = (rows: readonly (readonly Cell[])[], widths: readonly number[]) => readonly string[];

/** What a table needs beside its words. `cuts` counts the cells that did not fit. */
export interface Drawing {
  readonly sheet: Sheet;
  readonly columns: readonly MeasuredColumn[];
  readonly widths: readonly number[];
  /** The terminal's width; null where nothing may be cut. */
  readonly width: number | null;
  readonly color: boolean;
  readonly drawBlock: DrawBlock | null;
  readonly link: LinkOf | null;
  cuts: number;
}

const BLANK: Cell = { text: '', columns: 0 };

function headCells({ columns, color, widths }: Drawing): readonly Cell[] {
  return columns.map(({ column }, at) => {
    const title = cut(column.title, Math.max(1, widths[at] ?? 0));
    return { text: styled(title, color ? 'bold' : null), columns: displayWidth(title) };
  });
}

/** True when the cell says what the cell above it says, in a column where that is left blank. */
function repeats({ sheet, width }: Drawing, { column, cells }: MeasuredColumn, row: number): boolean {
  if (width === null || !column.blankRepeats || row === 0) return false;
  return cells[row] === cells[row - 1] && !sheet.headings.has(row);
}

function cellAt(drawing: Drawing, column: number, row: number, style: Style | null): Cell {
  const measured = drawing.columns[column];
  const whole = measured?.cells[row];
  if (measured === undefined || whole === undefined || repeats(drawing, measured, row)) return BLANK;
  const room = drawing.widths[column] ?? 0;
  let text = whole;
  let columns = measured.widths[row] ?? 0;
  if (drawing.width !== null && columns > room) {
    const short = measured.shorts?.[row] ?? whole;
    text = cut(short, room);
    columns = displayWidth(text);
    if (text !== short) drawing.cuts += 1;
  }
  if (!measured.column.isSource) return { text, columns };
  const place = measured.column.places?.[row] ?? null;
  return { text: linked(styled(text, style), place, drawing.link), columns };
}

function rowCells(drawing: Drawing, row: number): readonly Cell[] {
  const style = drawing.color ? SOURCE_STYLE[drawing.sheet.statuses[row] ?? 'attributed'] : null;
  const cells: Cell[] = [];
  for (let column = 0; column < drawing.columns.length; column += 1) cells.push(cellAt(drawing, column, row, style));
  return cells;
}

/** The cells by column where nothing is cut, colored, linked or left blank and each character takes one column. */
function plainCells({ columns, width, color, link }: Drawing): readonly (readonly string[])[] | null {
  if (width !== null || color || link !== null) return null;
  return columns.every(({ isPlain }) => isPlain) ? columns.map(({ cells }) => cells) : null;
}

function* rowLines(drawing: Drawing): Iterable<string> {
  const { sheet, widths, drawBlock } = drawing;
  const count = sheet.statuses.length;
  if (drawBlock === null) {
    yield drawLine(headCells(drawing), widths);
    const plain = plainCells(drawing);
    if (plain !== null) {
      for (let row = 0; row < count; row += 1) yield drawPlainLine(plain, row, widths);
      return;
    }
    for (let row = 0; row < count; row += 1) yield drawLine(rowCells(drawing, row), widths);
    return;
  }
  const cells = [headCells(drawing)];
  for (let row = 0; row < count; row += 1) cells.push(rowCells(drawing, row));
  yield* drawBlock(cells, widths);
}

/** Whole lines: the titles, then rows with the heading lines before them. */
export function* drawColumns(drawing: Drawing): Iterable<string> {
  const { sheet, width, color } = drawing;
  let row = -1;
  for (const line of rowLines(drawing)) {
    const heading = row < 0 ? undefined : sheet.headings.get(row);
    if (heading !== undefined) {
      const clean = safe(heading);
      const shown = width === null ? clean : cut(clean, width);
      if (shown !== clean) drawing.cuts += 1;
      if (row > 0) yield '';
      yield styled(shown, color ? 'cyan' : null);
    }
    yield line;
    row += 1;
  }
}
