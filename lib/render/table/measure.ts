import { NOT_PLAIN_ASCII, safe } from '../escape/index.ts';
import type { Sheet, SheetColumn } from '../sheet/index.ts';
import { ALIGN_LIMIT } from './fit.ts';
import { displayWidth } from './width.ts';

/** A column with every cell sanitized and measured. */
export interface MeasuredColumn {
  readonly column: SheetColumn;
  readonly cells: readonly string[];
  /** What each cell takes on a terminal. */
  readonly widths: Int32Array;
  /** What the widest cell or the title takes. */
  readonly natural: number;
  /** The same without cells that may be cut first: sentences in place of an object. */
  readonly firm: number;
  /** The same without cells beyond ALIGN_LIMIT. */
  readonly aligned: number;
}

function measureColumn(column: SheetColumn, statuses: Sheet['statuses']): MeasuredColumn {
  const cells: string[] = [];
  const widths = new Int32Array(column.cells.length);
  let natural = column.title.length;
  let firm = natural;
  let aligned = natural;
  let raw = '';
  let clean = '';
  let width = 0;
  for (let at = 0; at < column.cells.length; at += 1) {
    const text = column.cells[at] ?? '';
    // Neighbors often say the same: neither escape nor measure that again.
    if (text !== raw) {
      raw = text;
      const plain = !NOT_PLAIN_ASCII.test(text);
      clean = plain ? text : safe(text);
      width = plain ? text.length : displayWidth(clean);
    }
    cells.push(clean);
    widths[at] = width;
    if (width > natural) natural = width;
    if (width > aligned && width <= ALIGN_LIMIT) aligned = width;
    if (width > firm && (!column.isSource || statuses[at] === 'attributed')) firm = width;
  }
  return { column, cells, widths, natural, firm, aligned };
}

/** The one place where a table's words meet `safe`. */
export function measure(sheet: Sheet): readonly MeasuredColumn[] {
  return sheet.columns.map((column) => measureColumn(column, sheet.statuses));
}
