import { safe } from '../escape/index.ts';
import type { Sheet } from '../sheet/index.ts';
import { SOURCE_STYLE, styled } from './color.ts';
import type { Cell } from './draw-lines.ts';
import { drawLine } from './draw-lines.ts';
import type { Measured } from './measure.ts';
import { cut, displayWidth } from './width.ts';

/** Draws many lines at once with the same bytes as `drawLine`; cli-table3 for tables of a readable size. */
export type DrawBlock = (rows: readonly (readonly Cell[])[], widths: readonly number[]) => readonly string[];

/** What a table needs beside its words. `cuts` counts the cells that did not fit. */
interface Drawing {
  readonly sheet: Sheet;
  readonly measured: Measured;
  readonly widths: readonly number[];
  /** The terminal's width; null where nothing may be cut. */
  readonly width: number | null;
  readonly color: boolean;
  readonly drawBlock: DrawBlock | null;
  cuts: number;
}

function headCells({ sheet, color, widths }: Drawing): readonly Cell[] {
  return sheet.columns.map((column, at) => {
    const title = cut(column.title, Math.max(1, widths[at] ?? 0));
    return { text: styled(title, color ? 'bold' : null), columns: displayWidth(title) };
  });
}

/** True when the cell says what the cell above it says, in a column where that is left blank. */
function repeats({ sheet, measured, width }: Drawing, row: number, column: number): boolean {
  if (width === null || row === 0 || sheet.columns[column]?.blankRepeats !== true || sheet.headings.has(row))
    return false;
  return measured.rows[row]?.[column] === measured.rows[row - 1]?.[column];
}

function rowCells(drawing: Drawing, at: number): readonly Cell[] {
  const { sheet, measured, widths, width, color } = drawing;
  const row = measured.rows[at] ?? [];
  const style = color ? SOURCE_STYLE[sheet.rows[at]?.status ?? 'attributed'] : null;
  return row.map((whole, column) => {
    if (repeats(drawing, at, column)) return { text: '', columns: 0 };
    const room = widths[column] ?? 0;
    let text = whole;
    let columns = measured.widths[at * row.length + column] ?? 0;
    if (width !== null && columns > room) {
      text = cut(whole, room);
      columns = displayWidth(text);
      drawing.cuts += 1;
    }
    return { text: sheet.columns[column]?.isSource === true ? styled(text, style) : text, columns };
  });
}

function* rowLines(drawing: Drawing): Iterable<string> {
  const { measured, widths, drawBlock } = drawing;
  const count = measured.rows.length;
  if (drawBlock === null) {
    yield drawLine(headCells(drawing), widths);
    for (let at = 0; at < count; at += 1) yield drawLine(rowCells(drawing, at), widths);
    return;
  }
  const cells = [headCells(drawing)];
  for (let at = 0; at < count; at += 1) cells.push(rowCells(drawing, at));
  yield* drawBlock(cells, widths);
}

/** Whole lines: the titles, then rows with the heading lines before them. */
export function* drawColumns(drawing: Drawing): Iterable<string> {
  const { sheet, width, color } = drawing;
  let at = -1;
  for (const line of rowLines(drawing)) {
    const heading = at < 0 ? undefined : sheet.headings.get(at);
    if (heading !== undefined) {
      const clean = safe(heading);
      const shown = width === null ? clean : cut(clean, width);
      if (shown !== clean) drawing.cuts += 1;
      if (at > 0) yield '';
      yield styled(shown, color ? 'cyan' : null);
    }
    yield line;
    at += 1;
  }
}
