import type { FileLocation, Source } from '../../model/index.ts';

/** Which columns a sheet gets: `wide` all, `selfContained` those that a heading line would otherwise carry. */
export interface View {
  readonly wide: boolean;
  readonly selfContained: boolean;
}

/** One column of a kind of table. `weight` is its claim to space when there is too little. */
export interface Column<Line> {
  readonly title: string;
  readonly weight: number;
  readonly shown: 'always' | 'selfContained' | 'wide';
  /** Left blank on a terminal where it repeats the row above. */
  readonly blankRepeats?: boolean;
  /** Colored by the row's status, and may be cut first where the row is not attributed: it then holds a sentence. */
  readonly isSource?: boolean;
  readonly read: (line: Line) => string;
  /** Where it is in the given files: appended where there is room, and what a terminal may link to. */
  readonly place?: (line: Line) => FileLocation | null;
  /** Its cells say the place themselves. */
  readonly saysPlace?: true;
}

export interface SheetColumn {
  readonly title: string;
  readonly weight: number;
  readonly blankRepeats: boolean;
  readonly isSource: boolean;
  /** One text a row, not yet escaped. */
  readonly cells: readonly string[];
  /** One a row; null for a column that has no places, or says them in its cells. */
  readonly places: readonly (FileLocation | null)[] | null;
  /** Whether the cells do not yet say the places. */
  readonly appendsPlaces: boolean;
}

/**
 * A table before it is drawn, column by column: with 100,000 rows, an object for each would cost more than its words.
 * `headings` stand before the row with that number and are shown only where rows are not self-contained. The last line
 * of `footer` is the count.
 */
export interface Sheet {
  readonly columns: readonly SheetColumn[];
  /** The status of each row's source; as many as there are rows. */
  readonly statuses: readonly Source['status'][];
  readonly headings: ReadonlyMap<number, string>;
  readonly footer: readonly string[];
}

/** Columns of a view, in their one order: a wider view adds columns and never moves one. */
function columnsFor<Line>(columns: readonly Column<Line>[], view: View): readonly Column<Line>[] {
  return columns.filter(({ shown }) => shown === 'always' || (shown === 'wide' ? view.wide : view.selfContained));
}

/** The facts of one line under their titles; empty and `-` cells are left out. */
export function factsOf<Line>(columns: readonly Column<Line>[], line: Line): readonly (readonly [string, string])[] {
  return columns
    .map((column) => [column.title, column.read(line)] as const)
    .filter(([, text]) => text !== '' && text !== '-');
}

/** The columns of a view, filled from lines. */
export function fillColumns<Line>(
  columns: readonly Column<Line>[],
  view: View,
  lines: readonly Line[],
): readonly SheetColumn[] {
  return columnsFor(columns, view).map((column) => ({
    title: column.title,
    weight: column.weight,
    blankRepeats: column.blankRepeats === true,
    isSource: column.isSource === true,
    cells: lines.map(column.read),
    places: placesOf(column, lines),
    appendsPlaces: !view.wide && column.saysPlace !== true,
  }));
}

/** Without resources no row has a place. */
function placesOf<Line>({ place }: Column<Line>, lines: readonly Line[]): SheetColumn['places'] {
  if (place === undefined) return null;
  const places = lines.map(place);
  return places.some((one) => one !== null) ? places : null;
}

/** A cell that has nothing to say. */
export function orDash(text: string): string {
  return text === '' ? '-' : text;
}
