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
  /**
   * What alone decides the words, the place and the status: lines that have the same are worded once. Null: this line has
   * nothing of the kind. Absent: the words themselves.
   */
  readonly key?: (line: Line) => object | null;
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
}

/** What one cell says, not yet escaped. */
export interface CellWords {
  readonly text: string;
  /** Null where there is none. */
  readonly place: FileLocation | null;
  /** Whether the text does not yet say the place. */
  readonly appendsPlace: boolean;
  /** The status of the row's source. */
  readonly status: Source['status'];
}

export interface SheetRow<Cell> {
  readonly cells: readonly Cell[];
  readonly status: Source['status'];
  /** Stands before the row; shown only where rows are not self-contained. */
  readonly heading: string | null;
}

/**
 * A table before it is drawn, some rows at a time: a million are never held. The last line of `footer` is the count.
 *
 * `blocks` of rows can be read several times; `make` says what becomes of the words of a cell (`column` is its position), and is asked
 * once for all cells that say the same for the same reason, or nearly so.
 */
export interface Sheet {
  readonly columns: readonly SheetColumn[];
  readonly blocks: <Cell>(make: MakeCell<Cell>) => Iterable<readonly SheetRow<Cell>[]>;
  readonly footer: readonly string[];
}

export type MakeCell<Cell> = (words: CellWords, column: number) => Cell;

/** Columns of a view, in their one order: a wider view adds columns and never moves one. */
export function columnsFor<Line>(columns: readonly Column<Line>[], view: View): readonly Column<Line>[] {
  return columns.filter(({ shown }) => shown === 'always' || (shown === 'wide' ? view.wide : view.selfContained));
}

/** The facts of one line under their titles; empty and `-` cells are left out. */
export function factsOf<Line>(columns: readonly Column<Line>[], line: Line): readonly (readonly [string, string])[] {
  return columns
    .map((column) => [column.title, column.read(line)] as const)
    .filter(([, text]) => text !== '' && text !== '-');
}

/** A cell that has nothing to say. */
export function orDash(text: string): string {
  return text === '' ? '-' : text;
}
