/** A source that gives few bytes at a time, so that everything is cut somewhere. */
import type { ByteSource } from '../../../../lib/base/source/index.ts';

/** `sizes` in turn are the most that one call gives. */
export function inPieces(bytes: Buffer, sizes: readonly number[]): ByteSource {
  let calls = 0;
  return {
    read: (at, into) => {
      const most = sizes[calls++ % sizes.length] ?? 1;
      const piece = bytes.subarray(at, at + Math.min(into.length, most));
      into.set(piece);
      return piece.length;
    },
  };
}
