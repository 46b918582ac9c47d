/** A piece of a stream that is held in memory: as it came, or packed. */
import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';

export interface PackedPiece {
  /** Bytes that it unpacks to. */
  readonly length: number;
  readonly packed: Buffer;
}

export type Piece = Buffer | PackedPiece;

const deflate = promisify(deflateRaw);

/** The quickest: dumps repeat themselves so much that it makes a tenth of them. */
const LEVEL = 1;

/** What does not become smaller than this share of itself stays as it came. */
const WORTH = 0.8;

export async function pack(bytes: Buffer): Promise<Piece> {
  const small = await deflate(bytes, { level: LEVEL });
  return small.length < bytes.length * WORTH ? { length: bytes.length, packed: small } : bytes;
}

export function bytesOf(piece: Piece): Buffer {
  return Buffer.isBuffer(piece) ? piece : inflateRawSync(piece.packed, { maxOutputLength: piece.length });
}
