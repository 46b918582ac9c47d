import { memorySource, wholeOf } from '../../lib/base/source/index.ts';
import { GzipSource } from '../../lib/ingest/gzip-source.ts';
import type { Stop } from '../../lib/ingest/gzip-source.ts';

/** All that can be unpacked, and why there may be more. */
export function inflate(packed: Buffer, maxBytes: number): { readonly bytes: Buffer; readonly stopped: Stop | null } {
  const stops: Stop[] = [];
  const source = new GzipSource(memorySource(packed), packed.length, { left: maxBytes }, (why) => stops.push(why));
  return { bytes: wholeOf(source), stopped: stops[0] ?? null };
}
