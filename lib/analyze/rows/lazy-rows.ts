import type { Rows } from '../../model/index.ts';

/** So many rows are kept once they are made: making them again costs more than the little memory. */
const KEPT = 20_000;

/**
 * Rows that are made while they are read, and those of a large dump anew whenever they are. They are made in blocks: a
 * generator that is asked for each row by itself takes as long as the row.
 */
export class LazyRows<Row> implements Rows<Row> {
  readonly length: number;
  readonly #make: () => Iterable<readonly Row[]>;
  #kept: readonly Row[] | null = null;

  constructor(length: number, make: () => Iterable<readonly Row[]>) {
    this.length = length;
    this.#make = make;
  }

  [Symbol.iterator](): Iterator<Row> {
    if (this.length > KEPT) return oneByOne(this.#make());
    this.#kept ??= [...this.#make()].flat();
    return this.#kept[Symbol.iterator]();
  }

  /** As JSON they are the array that the schema promises. */
  toJSON(): readonly Row[] {
    return [...this];
  }
}

function* oneByOne<Row>(blocks: Iterable<readonly Row[]>): Generator<Row> {
  for (const block of blocks) yield* block;
}
