import { NOT_PLAIN, safe } from '../escape/index.ts';
import { shortPlace } from '../phrase/index.ts';
import type { CellWords, Sheet, SheetColumn, SheetRow } from '../sheet/index.ts';
import { ALIGN_LIMIT } from './fit.ts';
import { displayWidth } from './width.ts';

/** A cell sanitized and measured. */
export interface MeasuredCell {
  /** With its place, where it does not say that itself. */
  readonly text: string;
  /** What `text` takes on a terminal. */
  readonly columns: number;
  /** Without the place, which may be left out. */
  readonly short: string;
  readonly place: CellWords['place'];
  /** `text` with the space up to the next column, once it is drawn. */
  padded: string | null;
}

/** A column with what its cells take. */
export interface MeasuredColumn {
  readonly column: SheetColumn;
  /** What the widest cell or the title takes. */
  readonly natural: number;
  /** The same without cells that may be cut first: sentences in place of an object. */
  readonly firm: number;
  /** The same without cells beyond ALIGN_LIMIT. */
  readonly aligned: number;
}

/**
 * So many rows decide how wide columns are, and are kept for drawing, which is 20 MB. A wider cell after them sticks out of
 * its column: making all rows of a larger table twice would cost more than anybody looks at.
 */
const MEASURED_ROWS = 150_000;

type Rows = readonly SheetRow<MeasuredCell>[];

/** `count` is at least this for tables of which not all rows were measured. */
export interface MeasuredSheet {
  readonly columns: readonly MeasuredColumn[];
  readonly blocks: Iterable<Rows>;
  readonly count: number;
}

class Widths implements MeasuredColumn {
  readonly column: SheetColumn;
  natural: number;
  firm: number;
  aligned: number;

  constructor(column: SheetColumn) {
    this.column = column;
    this.natural = this.firm = this.aligned = column.title.length;
  }

  /** The one place where a table's words meet `safe`. */
  cell({ text: words, place, appendsPlace, status }: CellWords): MeasuredCell {
    const isWhole = place === null || !appendsPlace;
    const whole = isWhole ? words : `${words} (${shortPlace(place)})`;
    // Nearly all of real dumps needs no escape and is as wide as it is long.
    const isPlain = !NOT_PLAIN.test(whole);
    const text = isPlain ? whole : safe(whole);
    const short = isPlain ? words : safe(words);
    const columns = isPlain ? whole.length : displayWidth(text);
    if (columns > this.natural) this.natural = columns;
    if (columns > this.aligned && columns <= ALIGN_LIMIT) this.aligned = columns;
    const firm = isWhole ? columns : displayWidth(short);
    if (firm > this.firm && (!this.column.isSource || status === 'attributed')) this.firm = firm;
    return { text, columns, short, place, padded: null };
  }
}

/** The rows that were measured, then the rest of `more` as they are made; all anew from `again` for a second reading. */
class MeasuredThenMade implements Iterable<Rows> {
  readonly #measured: readonly Rows[];
  readonly #again: Iterable<Rows>;
  #more: Iterator<Rows> | null;

  constructor(measured: readonly Rows[], more: Iterator<Rows>, again: Iterable<Rows>) {
    this.#measured = measured;
    this.#more = more;
    this.#again = again;
  }

  *[Symbol.iterator](): Iterator<Rows> {
    const more = this.#more;
    if (more === null) {
      yield* this.#again;
      return;
    }
    this.#more = null;
    yield* this.#measured;
    for (let next = more.next(); next.done !== true; next = more.next()) yield next.value;
  }
}

/** Reads the rows up to `limit`, or a block more; a cell counts when it is made, so that what many rows say is measured once. */
export function measure(sheet: Sheet, limit: number = MEASURED_ROWS): MeasuredSheet {
  const columns = sheet.columns.map((column) => new Widths(column));
  const blocks = sheet.blocks((words, at) => {
    const column = columns[at];
    if (column === undefined) throw new Error(`there is no column ${String(at)}`);
    return column.cell(words);
  });
  const measured: Rows[] = [];
  let count = 0;
  const more = blocks[Symbol.iterator]();
  for (let next = more.next(); next.done !== true; next = more.next()) {
    measured.push(next.value);
    count += next.value.length;
    if (count >= limit) return { columns, blocks: new MeasuredThenMade(measured, more, blocks), count };
  }
  return { columns, blocks: measured, count };
}
