/**
 * Rows of a result document, in order; as many as `length` says. An array is one. The rows of a large dump are made while
 * they are read, each time anew, so that a million of them is never held: whoever wants them all in hand makes an array.
 */
export interface Rows<Row> extends Iterable<Row> {
  readonly length: number;
}
