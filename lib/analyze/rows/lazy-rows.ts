import type { Rows } from '../../model/index.ts';

/** So many rows are kept once they are made: making them again costs more than the little memory. */
const KEPT = 20_000;

/** Rows that are made while they are read, and those of a large dump anew whenever they are. */
export class LazyRows<Row> implements Rows<Row> {
  readonly length: number;
  readonly #make: () => Iterable<Row>;
  #kept: readonly Row[] | null = null;

  constructor(length: number, make: () => Iterable<Row>) {
    this.length = length;
    this.#make = make;
  }

  [Symbol.iterator](): Iterator<Row> {
    if (this.length > KEPT) return this.#make()[Symbol.iterator]();
    this.#kept ??= [...this.#make()];
    return this.#kept[Symbol.iterator]();
  }

  /** As JSON they are the array that the schema promises. */
  toJSON(): readonly Row[] {
    return [...this];
  }
}
