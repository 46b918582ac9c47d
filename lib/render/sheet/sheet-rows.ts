/** Lines of a result as rows of a sheet, made while they are read. */
import { RecentMap } from '../../base/recent-map.ts';
import type { Source } from '../../model/index.ts';
import { columnsFor } from './sheet.ts';
import type { Column, MakeCell, Sheet, SheetRow, View } from './sheet.ts';

/** How many cells a column remembers lately: more than any page of a table repeats. */
const REMEMBERED = 1 << 13;

/** The cells of one column. Istio repeats matches, actions and makers from host to host, and equal ones are shared. */
class Cells<Line, Cell> {
  readonly #column: Column<Line>;
  readonly #position: number;
  readonly #appendsPlace: boolean;
  readonly #make: MakeCell<Cell>;
  readonly #known = new RecentMap<unknown, Cell>(REMEMBERED);
  #last: unknown = null;
  #lastCell: Cell | undefined;

  constructor(column: Column<Line>, position: number, view: View, make: MakeCell<Cell>) {
    this.#column = column;
    this.#position = position;
    this.#appendsPlace = !view.wide && column.saysPlace !== true;
    this.#make = make;
  }

  of(line: Line, status: Source['status']): Cell {
    const { key: keyOf, read } = this.#column;
    const key = keyOf === undefined ? read(line) : keyOf(line);
    if (key === null) return this.#made(line, read(line), status);
    if (key === this.#last && this.#lastCell !== undefined) return this.#lastCell;
    let cell = this.#known.get(key);
    if (cell === undefined) {
      cell = this.#made(line, typeof key === 'string' ? key : read(line), status);
      this.#known.set(key, cell);
    }
    this.#last = key;
    this.#lastCell = cell;
    return cell;
  }

  #made(line: Line, text: string, status: Source['status']): Cell {
    const place = this.#column.place?.(line) ?? null;
    return this.#make({ text, place, appendsPlace: this.#appendsPlace, status }, this.#position);
  }
}

/** What the rows are made of. `blocks` of lines can be read several times. */
export interface Lines<Line> {
  readonly columns: readonly Column<Line>[];
  readonly blocks: Iterable<readonly Line[]>;
  readonly statusOf: (line: Line) => Source['status'];
  /** The heading before a line, given the line before it. */
  readonly headingOf?: (line: Line, previous: Line | null) => string | null;
}

function* rowsOf<Line, Cell>(
  { blocks, statusOf, headingOf }: Lines<Line>,
  columns: readonly Cells<Line, Cell>[],
): Generator<readonly SheetRow<Cell>[]> {
  let previous: Line | null = null;
  for (const lines of blocks) {
    const rows: SheetRow<Cell>[] = [];
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at] as Line;
      const status = statusOf(line);
      const cells = columns.map((column) => column.of(line, status));
      rows.push({ cells, status, heading: headingOf === undefined ? null : headingOf(line, previous) });
      previous = line;
    }
    yield rows;
  }
}

/** So many lines are made into rows at once. */
const BLOCK = 64;

/** Lines that are at hand, in blocks. */
export function inBlocks<Line>(lines: readonly Line[]): Iterable<readonly Line[]> {
  return {
    *[Symbol.iterator]() {
      for (let at = 0; at < lines.length; at += BLOCK) yield lines.slice(at, at + BLOCK);
    },
  };
}

/** The columns of a view with the rows of all lines. */
export function fillSheet<Line>(all: Lines<Line>, view: View): Pick<Sheet, 'columns' | 'blocks'> {
  const columns = columnsFor(all.columns, view);
  return {
    columns: columns.map(({ title, weight, blankRepeats = false, isSource = false }) => ({
      title,
      weight,
      blankRepeats,
      isSource,
    })),
    blocks: <Cell>(make: MakeCell<Cell>) => {
      const cells = columns.map((column, position) => new Cells(column, position, view, make));
      return { [Symbol.iterator]: () => rowsOf(all, cells) };
    },
  };
}
