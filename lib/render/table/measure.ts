import { NOT_PLAIN_ASCII, safe } from '../escape/index.ts';
import { shortPlace } from '../phrase/index.ts';
import type { Sheet, SheetColumn } from '../sheet/index.ts';
import { ALIGN_LIMIT } from './fit.ts';
import { displayWidth } from './width.ts';

/** A column with every cell sanitized and measured. */
export interface MeasuredColumn {
  readonly column: SheetColumn;
  readonly cells: readonly string[];
  /** Each character of each cell takes one column. */
  readonly isPlain: boolean;
  /** Where cells end in a place that may be left out: the cells without it; null where none does. */
  readonly shorts: readonly string[] | null;
  /** What each cell takes on a terminal. */
  readonly widths: Int32Array;
  /** What the widest cell or the title takes. */
  readonly natural: number;
  /** The same without cells that may be cut first: sentences in place of an object. */
  readonly firm: number;
  /** The same without cells beyond ALIGN_LIMIT. */
  readonly aligned: number;
}

/** ASCII and the printable rest of Latin-1: nothing of it is wide, combining or hidden (width.ts, escape/hidden.ts). */
const NOT_PLAIN = /[^\x20-\x7e\xa0-\xac\xae-\xff]/;

/** Every character of every cell takes one column and needs no escape: nearly all real dumps are so. */
function isPlain(cells: readonly string[]): boolean {
  return !NOT_PLAIN.test(cells.join(''));
}

function measurePlain(column: SheetColumn, statuses: Sheet['statuses']): MeasuredColumn {
  const { cells, isSource } = column;
  const widths = new Int32Array(cells.length);
  let natural = column.title.length;
  let firm = natural;
  let aligned = natural;
  for (let at = 0; at < cells.length; at += 1) {
    const width = (cells[at] ?? '').length;
    widths[at] = width;
    if (width > natural) natural = width;
    if (width > aligned && width <= ALIGN_LIMIT) aligned = width;
    if (width > firm && (!isSource || statuses[at] === 'attributed')) firm = width;
  }
  return { column, cells, isPlain: true, shorts: null, widths, natural, firm, aligned };
}

function measureColumn(whole: SheetColumn, statuses: Sheet['statuses']): MeasuredColumn {
  const column = withPlaces(whole);
  if (column === whole && isPlain(column.cells)) return measurePlain(column, statuses);
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
    if (!column.isSource || statuses[at] === 'attributed') {
      const firmly = column === whole ? width : displayWidth(safe(whole.cells[at] ?? ''));
      if (firmly > firm) firm = firmly;
    }
  }
  const shorts = column === whole ? null : whole.cells.map(safe);
  return { column, cells, isPlain: false, shorts, widths, natural, firm, aligned };
}

/** The cells with ` (storefront.yaml:41)` behind them; the column itself when it has nothing to append. */
function withPlaces(column: SheetColumn): SheetColumn {
  const { places, cells, appendsPlaces } = column;
  if (places === null || !appendsPlaces) return column;
  const appended = cells.map((text, at) => {
    const place = places[at] ?? null;
    return place === null ? text : `${text} (${shortPlace(place)})`;
  });
  return { ...column, cells: appended };
}

/** The one place where a table's words meet `safe`. */
export function measure(sheet: Sheet): readonly MeasuredColumn[] {
  return sheet.columns.map((column) => measureColumn(column, sheet.statuses));
}
