/** Where a byte stands, for people. Counted from the front when it is asked for: positions are rare, bytes are not. */
import type { ByteSource } from './byte-source.ts';
import { eachPiece } from './piece.ts';

const LINE_FEED = 0x0a;

/** 1-based line, and column counted in bytes. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export function placeOf(source: ByteSource, byte: number): Place {
  let line = 1;
  let lineStart = 0;
  eachPiece(source, 0, (piece, at) => {
    for (
      let feed = piece.indexOf(LINE_FEED);
      feed !== -1 && at + feed < byte;
      feed = piece.indexOf(LINE_FEED, feed + 1)
    ) {
      line++;
      lineStart = at + feed + 1;
    }
    return at + piece.length >= byte;
  });
  return { line, column: byte - lineStart + 1 };
}
