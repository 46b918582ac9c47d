/** Node's own method behind `toString('latin1')`, without the look at its arguments, which costs more than a short text. */
interface Slices {
  readonly latin1Slice?: (this: Buffer, start: number, end: number) => string;
}

// It is in no documentation: where it is gone, the long way is taken.
const { latin1Slice } = Buffer.prototype as Slices;

/** Bytes `[start, end)` as a text of as many characters. */
export function latin1(bytes: Buffer, start: number, end: number): string {
  return latin1Slice === undefined ? bytes.toString('latin1', start, end) : latin1Slice.call(bytes, start, end);
}
