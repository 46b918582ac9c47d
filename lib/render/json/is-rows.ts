import type { Rows } from '../../model/index.ts';

/** Rows of a result document: an array, or what makes them while they are read. */
export function isRows(value: unknown): value is Rows<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && 'length' in value;
}
