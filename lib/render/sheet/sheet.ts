import type { Source } from '../../model/index.ts';

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
}

export interface SheetColumn {
  readonly title: string;
  readonly weight: number;
  readonly blankRepeats: boolean;
  readonly isSource: boolean;
}

export interface SheetRow {
  readonly cells: readonly string[];
  readonly status: Source['status'];
}

/**
 * A table before it is drawn: words, not yet escaped. `headings` stand before the row with that number and are shown
 * only where rows are not self-contained. The last line of `footer` is the count.
 */
export interface Sheet {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  readonly headings: ReadonlyMap<number, string>;
  readonly footer: readonly string[];
}

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

/** Column facts without their reader. */
export function sheetColumn<Line>(column: Column<Line>): SheetColumn {
  return {
    title: column.title,
    weight: column.weight,
    blankRepeats: column.blankRepeats === true,
    isSource: column.isSource === true,
  };
}

/** A cell that has nothing to say. */
export function orDash(text: string): string {
  return text === '' ? '-' : text;
}
