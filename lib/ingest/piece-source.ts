import type { ByteSource } from '../base/source/index.ts';
import { memorySource } from '../base/source/index.ts';

/** Pieces as they came, one after the other: joining them would take all of them twice. */
export function pieceSource(pieces: readonly Buffer[]): ByteSource {
  if (pieces.length <= 1) return memorySource(pieces[0] ?? Buffer.alloc(0));
  const starts: number[] = [];
  let size = 0;
  for (const { length } of pieces) {
    starts.push(size);
    size += length;
  }
  // Reading goes forward: where it stood last is where it goes on.
  let last = 0;
  return {
    read: (at, into) => {
      if (at >= size) return 0;
      if ((starts[last] ?? 0) > at) last = 0;
      while (last + 1 < starts.length && (starts[last + 1] ?? 0) <= at) last++;
      const from = at - (starts[last] ?? 0);
      const piece = pieces[last]?.subarray(from, from + into.length) ?? new Uint8Array(0);
      into.set(piece);
      return piece.length;
    },
  };
}
