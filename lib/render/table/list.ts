import { safe } from '../escape/index.ts';
import type { SheetRow } from '../sheet/index.ts';
import { styled } from './color.ts';
import type { MeasuredCell, MeasuredSheet } from './measure.ts';
import { wrap } from './width.ts';

/** Lines of one titled text, the title once and the rest under it; nothing is cut. */
export function titled(
  title: string,
  text: string,
  indent: number,
  titleWidth: number,
  width: number | null,
): readonly string[] {
  const room = width === null ? Number.POSITIVE_INFINITY : Math.max(16, width - indent - titleWidth - 2);
  return wrap(text, room).map((line, at) => {
    const label = (at === 0 ? title : '').padEnd(titleWidth);
    return `${' '.repeat(indent)}${label}  ${line}`.trimEnd();
  });
}

/**
 * For terminals too narrow for columns: each row as a block of titled lines, wrapped and never cut. Yields whole lines.
 */
export function* drawList({ columns, blocks }: MeasuredSheet, width: number, color: boolean): Iterable<string> {
  const titleWidth = Math.max(...columns.map(({ column }) => column.title.length));
  let isFirst = true;
  for (const rows of blocks) {
    for (const row of rows) {
      if (!isFirst || row.heading !== null) yield '';
      isFirst = false;
      yield* rowLines(columns, row, titleWidth, width, color);
    }
  }
}

function* rowLines(
  columns: MeasuredSheet['columns'],
  { cells, heading }: SheetRow<MeasuredCell>,
  titleWidth: number,
  width: number,
  color: boolean,
): Iterable<string> {
  if (heading !== null) for (const line of wrap(safe(heading), width)) yield styled(line, color ? 'bold' : null);
  for (const [at, { column }] of columns.entries()) {
    const cell = cells[at];
    if (cell === undefined || cell.short === '' || cell.short === '-') continue;
    yield* titled(column.title, cell.text, 2, titleWidth, width);
  }
}
