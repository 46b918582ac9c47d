import { safe } from '../escape/index.ts';
import type { SheetRow } from '../sheet/index.ts';
import type { Style } from './color.ts';
import { SOURCE_STYLE, styled } from './color.ts';
import type { Cell } from './draw-line.ts';
import { drawLine, drawWholeLine } from './draw-line.ts';
import type { MeasuredCell, MeasuredColumn, MeasuredSheet } from './measure.ts';
import { linked } from './link.ts';
import type { LinkOf } from './link.ts';
import { cut, displayWidth } from './width.ts';

/** Draws many lines at once with the same bytes as `drawLine`; cli-table3 for tables of a readable size. */
export type DrawBlock = (rows: readonly (readonly Cell[])[], widths: readonly number[]) => readonly string[];

/** What a table needs beside its words. `cuts` counts the cells that did not fit. */
export interface Drawing {
  readonly measured: MeasuredSheet;
  readonly widths: readonly number[];
  /** The terminal's width; null where nothing may be cut. */
  readonly width: number | null;
  readonly color: boolean;
  readonly drawBlock: DrawBlock | null;
  readonly link: LinkOf | null;
  cuts: number;
}

type Row = SheetRow<MeasuredCell>;

/** Characters of whole lines that are handed on together. */
const GATHERED = 4096;

const BLANK: Cell = { text: '', columns: 0 };

function headCells({ measured, color, widths }: Drawing): readonly Cell[] {
  return measured.columns.map(({ column }, at) => {
    const title = cut(column.title, Math.max(1, widths[at] ?? 0));
    return { text: styled(title, color ? 'bold' : null), columns: displayWidth(title) };
  });
}

function cellOf(
  drawing: Drawing,
  { column }: MeasuredColumn,
  cell: MeasuredCell,
  room: number,
  style: Style | null,
): Cell {
  let { text, columns } = cell;
  if (drawing.width !== null && columns > room) {
    text = cut(cell.short, room);
    columns = displayWidth(text);
    if (text !== cell.short) drawing.cuts += 1;
  }
  if (!column.isSource) return { text, columns };
  return { text: linked(styled(text, style), cell.place, drawing.link), columns };
}

/** Cells that say what the cell above says are blank, in columns where that is so. */
function rowCells(drawing: Drawing, { cells, status, heading }: Row, above: Row | null): readonly Cell[] {
  const style = drawing.color ? SOURCE_STYLE[status] : null;
  const mayRepeat = drawing.width !== null && above !== null && heading === null;
  const out: Cell[] = [];
  for (const [at, column] of drawing.measured.columns.entries()) {
    const cell = cells[at];
    const repeats = mayRepeat && column.column.blankRepeats && cell?.text === above.cells[at]?.text;
    if (cell === undefined || repeats) out.push(BLANK);
    else out.push(cellOf(drawing, column, cell, drawing.widths[at] ?? 0, style));
  }
  return out;
}

/** The heading line before a row, with the empty line before that. */
function* headingLines(drawing: Drawing, heading: string, isFirst: boolean): Iterable<string> {
  const clean = safe(heading);
  const shown = drawing.width === null ? clean : cut(clean, drawing.width);
  if (shown !== clean) drawing.cuts += 1;
  if (!isFirst) yield '';
  yield styled(shown, drawing.color ? 'cyan' : null);
}

/** For tables of a readable size. */
function* blockLines(drawing: Drawing, drawBlock: DrawBlock): Iterable<string> {
  const rows = [...drawing.measured.blocks].flat();
  const cells = rows.map((row, at) => rowCells(drawing, row, rows[at - 1] ?? null));
  const [head, ...lines] = drawBlock([headCells(drawing), ...cells], drawing.widths);
  if (head !== undefined) yield head;
  for (const [at, line] of lines.entries()) {
    const heading = rows[at]?.heading ?? null;
    if (heading !== null) yield* headingLines(drawing, heading, at === 0);
    yield line;
  }
}

/** Some lines at a time: handing on each by itself costs as much as drawing it. */
function* wholeLines({ measured, widths }: Drawing): Iterable<string> {
  let lines = '';
  for (const rows of measured.blocks) {
    for (let at = 0; at < rows.length; at++) {
      const line = drawWholeLine((rows[at] as Row).cells, widths);
      lines = lines === '' ? line : `${lines}\n${line}`;
      if (lines.length < GATHERED) continue;
      yield lines;
      lines = '';
    }
  }
  if (lines !== '') yield lines;
}

/** Whole lines: the titles, then rows with the heading lines before them. */
export function* drawColumns(drawing: Drawing): Iterable<string> {
  const { measured, widths, width, color, drawBlock, link } = drawing;
  if (drawBlock !== null) {
    yield* blockLines(drawing, drawBlock);
    return;
  }
  yield drawLine(headCells(drawing), widths);
  // Nothing is cut, blank, colored or linked: cells are drawn as they were measured.
  const isWhole = width === null && !color && link === null;
  if (isWhole) {
    yield* wholeLines(drawing);
    return;
  }
  let above: Row | null = null;
  for (const rows of measured.blocks) {
    for (const row of rows) {
      if (row.heading !== null) yield* headingLines(drawing, row.heading, above === null);
      yield drawLine(rowCells(drawing, row, above), widths);
      above = row;
    }
  }
}
