/** Finds where JSON documents begin in a stream that may hold other lines before, between and after them. */
import { Lines, placeOf } from '../base/source/index.ts';
import type { ByteSource } from '../base/source/index.ts';
import { knownNoise } from './noise.ts';

/** Lines passed over on the way to a document: how many of which kind; `unknown` counts those that look like nothing known. */
export interface SkippedLines {
  readonly known: Map<string, number>;
  unknown: number;
  /** 1-based line number of the first unknown one, 0 while there is none. */
  firstUnknown: number;
  /** 1-based line number of the first piece of text that is left over from a document, 0 while there is none. */
  firstRemains: number;
}

export function noSkippedLines(): SkippedLines {
  return { known: new Map(), unknown: 0, firstUnknown: 0, firstRemains: 0 };
}

/** `{"`, `{}`, `[{`, `[[`, `["` or `[]`, white space allowed: a log line in square brackets is none of these. */
function opensJson(lines: Lines, at: number): boolean {
  const first = String.fromCharCode(Math.max(0, lines.byte(at)));
  if (first !== '{' && first !== '[') return false;
  const next = String.fromCharCode(Math.max(0, lines.byte(lines.skipSpace(at + 1))));
  return first === '{' ? '"}\u0000'.includes(next) : '{["]\u0000'.includes(next);
}

/** Offset of the next document at or after `from`, or -1; lines before it are noted in `skipped`. */
export function nextDocument(source: ByteSource, from: number, skipped: SkippedLines): number {
  if (from === Infinity) return -1;
  const lines = new Lines(source);
  let at = lines.skipSpace(from);
  while (lines.byte(at) !== -1) {
    if (opensJson(lines, at)) return at;
    const end = lines.end(at);
    note(source, lines, at, end, skipped, from === 0 ? BEFORE : AFTER);
    at = lines.skipSpace(end);
  }
  return -1;
}

/** Closing brackets, commas and keys outside a document: it began too late, or (`AFTER`) ended too early. */
const BEFORE = /^[}\],:"]|":/;
const AFTER = /^[}\],:"]|":|[{}[\],]\s*$/;

/** As much of a line as says what it is. */
const TELLING = 500;

/** As much of each end of a line as is looked through for pieces of a document. */
const MOST_LOOKED_AT = 1 << 16;

function note(
  source: ByteSource,
  lines: Lines,
  start: number,
  end: number,
  skipped: SkippedLines,
  remains: RegExp,
): void {
  const what = knownNoise(lines.text(start, Math.min(end, start + TELLING)));
  if (what !== null) skipped.known.set(what, (skipped.known.get(what) ?? 0) + 1);
  else {
    if (skipped.firstRemains === 0 && remains.test(bothEnds(lines, start, end))) {
      skipped.firstRemains = placeOf(source, start).line;
    }
    skipped.unknown++;
    if (skipped.firstUnknown === 0) skipped.firstUnknown = placeOf(source, start).line;
  }
}

function bothEnds(lines: Lines, start: number, end: number): string {
  if (end - start <= 2 * MOST_LOOKED_AT) return lines.text(start, end);
  return lines.text(start, start + MOST_LOOKED_AT) + lines.text(end - MOST_LOOKED_AT, end);
}
