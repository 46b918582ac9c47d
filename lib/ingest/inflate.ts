/** Gzip by its magic bytes, whatever the file is called; bounded, because a kilobyte can hold a gigabyte. */
import { createGunzip } from 'node:zlib';

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Nothing real compresses better than this once it is larger than `FREE`; reference/reliability-security.md 4.1. */
const MAX_RATIO = 200;
const FREE = 64 * 1024 * 1024;

/** What came out, and why there may be more that did not. */
export interface Inflated {
  readonly bytes: Buffer;
  readonly stopped: 'cut' | 'corrupt' | 'tooLarge' | 'bomb' | null;
}

/** Unpacks as far as possible: a cut archive gives what was before the cut. `maxBytes` bounds the output. */
export async function inflate(packed: Buffer, maxBytes: number): Promise<Inflated> {
  const gunzip = createGunzip();
  const chunks: Buffer[] = [];
  let size = 0;
  let stopped: Inflated['stopped'] = null;
  gunzip.end(packed);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) stopped = 'tooLarge';
      else if (size > FREE && size > packed.length * MAX_RATIO) stopped = 'bomb';
      if (stopped !== null) break;
      chunks.push(chunk);
    }
  } catch (error) {
    stopped = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR' ? 'cut' : 'corrupt';
  }
  gunzip.destroy();
  return { bytes: Buffer.concat(chunks), stopped };
}
