/** A stream into memory, up to a limit. */
import type { ByteSource } from '../base/source/index.ts';
import { pieceSource } from './piece-source.ts';

/** Null when the stream holds more than `maxBytes`. */
export async function readStream(
  stream: AsyncIterable<Buffer | string>,
  maxBytes: number,
): Promise<{ readonly source: ByteSource; readonly size: number } | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > maxBytes) return null;
    chunks.push(bytes);
  }
  return { source: pieceSource(chunks), size };
}
