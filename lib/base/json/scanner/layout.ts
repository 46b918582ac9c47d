/** Where the scanner's linear memory has what, in bytes; scanner.as.ts has the same numbers. */

/** What the last scan found. */
export const RESULT = { stop: 1024, members: 1028, flags: 1032, next: 1036 } as const;

/** What a walk found, a table after the other. */
export const ENTRIES = 57_344;
export const ENTRY_WORDS = 8;
export const MOST_ENTRIES = 24;

/** One word each: which key, the value's range, members in it, flags, what it became, and what that needs. */
export const ENTRY = { key: 0, start: 1, end: 2, members: 3, flags: 4, became: 5, first: 6, second: 7 } as const;

/** What a walked member became: nothing yet; text at [first, second); the known value with number `first`; the integer `first`. */
export const BECAME = { raw: 0, text: 1, repeat: 2, integer: 3 } as const;

/** What `walkItem` returns at the end of an array. */
export const NO_ITEM = -3;

/** Tables of keys, one for each kind of object that is walked. */
export const KEYS = 16_384;
export const KEY_BYTES = 64;
export const KEY_USE = 2;
export const KEY_COUNT = 4;
export const KEY_TEXT = 8;
export const MOST_KEYS = 64;
export const MOST_TABLES = 10;

/** Values seen before lie from here on; the window follows them. */
export const RECORDS = 1_179_648;

/** Bytes behind the window that the scanner may read without meaning it; the first is none that it would pass over. */
export const SLACK = 64;

/** What a scan returns. */
export const SCAN = {
  ok: 0,
  ranOut: 1,
  ranOutInString: 2,
  controlInString: 3,
  tooDeep: 4,
  wrongCloser: 5,
  noValue: 6,
} as const;

export const FLAG = { longNumber: 1, notAscii: 2, escapes: 4 } as const;
