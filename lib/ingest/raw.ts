import { pieceOf } from '../base/source/index.ts';
import type { ByteSource } from '../base/source/index.ts';

/** Bytes as they came; `size` is what they take before anything is unpacked, `head` tells a packing or an encoding. */
export interface Raw {
  readonly source: ByteSource;
  readonly size: number;
  readonly head: Buffer;
}

const HEAD = 1024;

export function rawOf(source: ByteSource, size: number): Raw {
  return { source, size, head: pieceOf(source, 0, HEAD) };
}
