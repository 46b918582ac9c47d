import type { ByteSource } from '../base/source/index.ts';
import { memorySource } from '../base/source/index.ts';
import { bytesOf } from './piece.ts';
import type { Piece } from './piece.ts';

/** Pieces as they came, one after the other: joining them would take all of them twice. */
export function pieceSource(pieces: readonly Piece[]): ByteSource {
  const [only] = pieces;
  if (pieces.length <= 1) return memorySource(only === undefined ? Buffer.alloc(0) : bytesOf(only));
  const starts: number[] = [];
  let size = 0;
  for (const { length } of pieces) {
    starts.push(size);
    size += length;
  }
  // Reading goes forward: where it stood last is where it goes on.
  let last = 0;
  let open: { readonly piece: Piece; readonly bytes: Buffer } | null = null;
  const opened = (piece: Piece): Buffer => {
    if (open?.piece !== piece) open = { piece, bytes: bytesOf(piece) };
    return open.bytes;
  };
  return {
    read: (at, into) => {
      if (at >= size) return 0;
      if ((starts[last] ?? 0) > at) last = 0;
      while (last + 1 < starts.length && (starts[last + 1] ?? 0) <= at) last++;
      const from = at - (starts[last] ?? 0);
      const piece = pieces[last];
      const bytes = piece === undefined ? new Uint8Array(0) : opened(piece).subarray(from, from + into.length);
      into.set(bytes);
      return bytes.length;
    },
  };
}
