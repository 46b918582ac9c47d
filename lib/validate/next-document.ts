/** Finds where JSON documents begin in a stream that may hold other lines before, between and after them. */
import { knownNoise } from './noise.ts';

const LINE_FEED = 0x0a;
const SPACE = 0x20;

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

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] as number) <= SPACE) at++;
  return at;
}

/** `{"`, `{}`, `[{`, `[[`, `["` or `[]`, white space allowed: a log line in square brackets is none of these. */
function opensJson(bytes: Buffer, at: number): boolean {
  const first = String.fromCharCode(bytes[at] ?? 0);
  if (first !== '{' && first !== '[') return false;
  const next = String.fromCharCode(bytes[skipSpace(bytes, at + 1)] ?? 0);
  return first === '{' ? '"}\u0000'.includes(next) : '{["]\u0000'.includes(next);
}

/** Offset of the next document at or after `from`, or -1; lines before it are noted in `skipped`. */
export function nextDocument(bytes: Buffer, from: number, skipped: SkippedLines): number {
  let at = skipSpace(bytes, from);
  while (at < bytes.length) {
    if (opensJson(bytes, at)) return at;
    const feed = bytes.indexOf(LINE_FEED, at);
    const end = feed === -1 ? bytes.length : feed;
    note(bytes, at, end, skipped, from === 0 ? BEFORE : AFTER);
    at = skipSpace(bytes, end);
  }
  return -1;
}

/** Closing brackets, commas and keys outside a document: it began too late, or (`AFTER`) ended too early. */
const BEFORE = /^[}\],:"]|":/;
const AFTER = /^[}\],:"]|":|[{}[\],]\s*$/;

function note(bytes: Buffer, start: number, end: number, skipped: SkippedLines, remains: RegExp): void {
  const what = knownNoise(bytes.toString('latin1', start, Math.min(end, start + 500)));
  if (what !== null) skipped.known.set(what, (skipped.known.get(what) ?? 0) + 1);
  else {
    if (skipped.firstRemains === 0 && remains.test(bytes.toString('latin1', start, end))) {
      skipped.firstRemains = lineOf(bytes, start);
    }
    skipped.unknown++;
    if (skipped.firstUnknown === 0) skipped.firstUnknown = lineOf(bytes, start);
  }
}

/** 1-based line number of a byte. */
export function lineOf(bytes: Buffer, byte: number): number {
  let line = 1;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1 && at < byte; at = bytes.indexOf(LINE_FEED, at + 1)) line++;
  return line;
}
