/** Gzip by its magic bytes, whatever the file is called; bounded, because a kilobyte can hold a gigabyte. */
import { memorySource, wholeOf } from '../base/source/index.ts';
import { GzipSource } from './gzip-source.ts';
import type { Stop } from './gzip-source.ts';

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** What came out, and why there may be more that did not. */
export interface Inflated {
  readonly bytes: Buffer;
  readonly stopped: Stop | null;
}

/** Unpacks as far as possible: a cut archive gives what was before the cut. `maxBytes` bounds the output. */
export function inflate(packed: Buffer, maxBytes: number): Inflated {
  let stopped: Inflated['stopped'] = null;
  const source = new GzipSource(memorySource(packed), packed.length, { left: maxBytes }, (why) => {
    stopped = why;
  });
  const bytes = wholeOf(source);
  return { bytes, stopped };
}
