/** A stream into memory, up to a limit. */
import type { ByteSource } from '../base/source/index.ts';
import { pack } from './piece.ts';
import type { Piece } from './piece.ts';
import { pieceSource } from './piece-source.ts';

/** What is held as it came. A stream cannot be read again where damage needs a second look, so that the rest is kept, packed. */
const PLAIN_BYTES = 64 << 20;

/** Bytes that are packed together. */
const BLOCK = 1 << 20;

/** Null when the stream holds more than `maxBytes`. */
export async function readStream(
  stream: AsyncIterable<Buffer | string>,
  maxBytes: number,
  plainBytes: number = PLAIN_BYTES,
): Promise<{ readonly source: ByteSource; readonly size: number } | null> {
  const pieces: Piece[] = [];
  let size = 0;
  let block: Buffer[] = [];
  let blockSize = 0;
  // One block is packed while the next one is read.
  let packing: Promise<Piece> | null = null;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > maxBytes) return null;
    if (size <= plainBytes) {
      pieces.push(bytes);
      continue;
    }
    block.push(bytes);
    blockSize += bytes.length;
    if (blockSize < BLOCK) continue;
    if (packing !== null) pieces.push(await packing);
    packing = pack(Buffer.concat(block));
    block = [];
    blockSize = 0;
  }
  if (packing !== null) pieces.push(await packing);
  return { source: pieceSource([...pieces, ...block]), size };
}
