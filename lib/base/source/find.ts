import type { ByteSource } from './byte-source.ts';
import { eachPiece } from './piece.ts';

/** Offset of the first occurrence of `text` (latin1) at or after `from`; -1 when there is none. */
export function findIn(source: ByteSource, text: string, from: number): number {
  const wanted = Buffer.from(text, 'latin1');
  let tail = Buffer.alloc(0);
  let found = -1;
  eachPiece(source, from, (piece, at) => {
    const joined = Buffer.concat([tail, piece]);
    const index = joined.indexOf(wanted);
    if (index !== -1) found = at - tail.length + index;
    tail = joined.subarray(Math.max(0, joined.length - wanted.length + 1));
    return found !== -1;
  });
  return found;
}
