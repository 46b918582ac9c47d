import type { ByteSource } from './byte-source.ts';

/** The bytes `[start, end)` of a source, fewer where it ends before. */
export function pieceOf(source: ByteSource, start: number, end: number): Buffer {
  if (source.whole !== undefined) return source.whole.subarray(start, end);
  const piece = Buffer.alloc(Math.max(0, end - start));
  return piece.subarray(0, fill(source, start, piece));
}

/** As many bytes from `at` on as there are, and as `into` holds. */
export function fill(source: ByteSource, at: number, into: Uint8Array): number {
  let filled = 0;
  while (filled < into.length) {
    const count = source.read(at + filled, into.subarray(filled));
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

const PIECE = 1 << 20;

/** All bytes of a source from `start` on, piece by piece, until `visit` returns true. `at` is the piece's offset. */
export function eachPiece(source: ByteSource, start: number, visit: (piece: Buffer, at: number) => boolean): void {
  const buffer = Buffer.alloc(PIECE);
  for (let at = start; ;) {
    const count = source.read(at, buffer);
    if (count === 0 || visit(buffer.subarray(0, count), at)) return;
    at += count;
  }
}

/** All bytes of a source. */
export function wholeOf(source: ByteSource): Buffer {
  return wholeUpTo(source, Infinity) ?? Buffer.alloc(0);
}

/** All bytes of a source; null when they are more than `most`. */
export function wholeUpTo(source: ByteSource, most: number): Buffer | null {
  if (source.whole !== undefined) return source.whole.length > most ? null : source.whole;
  const pieces: Buffer[] = [];
  let size = 0;
  eachPiece(source, 0, (piece) => {
    size += piece.length;
    if (size <= most) pieces.push(Buffer.from(piece));
    return size > most;
  });
  return size > most ? null : Buffer.concat(pieces);
}

/** All of a source as text. */
export function textOf(source: ByteSource): string {
  return wholeOf(source).toString('utf8');
}
