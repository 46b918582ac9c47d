/**
 * The hot loops of the reader, in AssemblyScript: WebAssembly runs at full speed from its first byte, where the same loops in
 * JavaScript would spend a whole 28 MB dump waiting for V8 to optimize them. It finds where JSON values end, walks the members
 * of small objects, and knows again values that were seen before. It builds nothing and decides nothing: whatever is out of
 * the ordinary is told to the caller, who has the words.
 *
 * Everything is an address in linear memory. layout.ts says where the parts are; the two must agree.
 */

// What a scan found, for the caller to read.
const STOP: usize = 1024;
const MEMBERS: usize = 1028;
const FLAGS: usize = 1032;
const NEXT: usize = 1036;

/** Closing brackets still owed, innermost last. */
const CLOSERS: usize = 2048;
/** The names that `walk` knows, a table for each kind of object: length, use, then 56 bytes of text; 64 of them. */
const KEYS: usize = 16384;
const KEY_BYTES: usize = 64;
const TABLE_BYTES: usize = 4096;
/** In the first row of a table: how many rows there are. In all others: the record of the value that was met last, or 0. */
const TABLE_COUNT: usize = 4;
const KEY_LAST: usize = 4;
/** Members of the object that was walked last by a table, eight words each. */
const ENTRIES: usize = 57344;
const ENTRY_BYTES: usize = 32;
const MOST_ENTRIES: i32 = 24;
/** Which values were seen before: addresses of their records, by hash. */
const SLOTS: usize = 65536;
const SLOT_MASK: u32 = 262143;
const RECORDS_START: usize = 1179648;

const OK: i32 = 0;
const RAN_OUT: i32 = 1;
const RAN_OUT_IN_STRING: i32 = 2;
const CONTROL_IN_STRING: i32 = 3;
const TOO_DEEP: i32 = 4;
const WRONG_CLOSER: i32 = 5;
const NO_VALUE: i32 = 6;

const LONG_NUMBER: i32 = 1;
const NOT_ASCII: i32 = 2;
const ESCAPES: i32 = 4;

const SAFE_DIGITS: i32 = 15;

let stop: usize = 0;
let flags: i32 = 0;
let members: i32 = 0;
/** Brackets that are open where the bytes ended. */
let open: i32 = 0;

/** From just behind an opening quote to its closing one; the error, or OK with `stop` at the quote. */
function scanString(from: usize, end: usize): i32 {
  let p = from;
  const quote = i8x16.splat(0x22);
  const backslash = i8x16.splat(0x5c);
  const space = i8x16.splat(0x20);
  for (;;) {
    const block = v128.load(p);
    const odd = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(block, quote), i8x16.eq(block, backslash)), i8x16.lt_u(block, space)),
    );
    const wide = i8x16.bitmask(block);
    if (odd === 0) {
      if (wide !== 0) flags |= NOT_ASCII;
      p += 16;
      if (p >= end) break;
      continue;
    }
    const skip = ctz(odd);
    if ((wide & ((1 << skip) - 1)) !== 0) flags |= NOT_ASCII;
    p += skip;
    if (p >= end) break;
    const c = load<u8>(p);
    if (c === 0x22) {
      stop = p;
      return OK;
    }
    if (c === 0x5c) {
      flags |= ESCAPES;
      // What is escaped may be a quote; a character beyond ASCII is left for the next round to see.
      p += load<u8>(p, 1) < 0x80 ? 2 : 1;
      if (p >= end) break;
    } else {
      stop = p;
      return CONTROL_IN_STRING;
    }
  }
  stop = end;
  return RAN_OUT_IN_STRING;
}

/** To the byte behind a number, literal or garbage word. */
function scanWord(from: usize, end: usize): usize {
  let p = from;
  let digits = 0;
  for (; p < end; p++) {
    const c = load<u8>(p);
    if (c >= 0x30 && c <= 0x39) digits++;
    else if (c <= 0x20 || c === 0x2c || c === 0x7d || c === 0x5d) break;
    else if (c === 0x22 || c === 0x7b || c === 0x5b || c === 0x3a) break;
    else if (c >= 0x80) flags |= NOT_ASCII;
  }
  if (digits > SAFE_DIGITS) flags |= LONG_NUMBER;
  return p;
}

/**
 * Behind a line feed: to the first byte that is no space. Indentation is half of a pretty-printed dump. A byte that is none
 * follows the window, so that this ends.
 */
function skipIndent(from: usize): usize {
  const space = i8x16.splat(0x20);
  let p = from;
  let other = i8x16.bitmask(i8x16.eq(v128.load(p), space)) ^ 0xffff;
  while (other === 0) {
    p += 16;
    other = i8x16.bitmask(i8x16.eq(v128.load(p), space)) ^ 0xffff;
  }
  return p + ctz(other);
}

/** Where the bytes end, `stop` is the beginning of the token that they end in, from where `resume` goes on. */
function scanContainer(from: usize, end: usize, depth: i32, maxDepth: i32): i32 {
  let p = from;
  while (p < end) {
    const c = load<u8>(p);
    if (c === 0x22) {
      const error = scanString(p + 1, end);
      if (error !== OK) {
        if (error === RAN_OUT_IN_STRING) stop = p;
        return error;
      }
      p = stop + 1;
    } else if (c === 0x0a) p = skipIndent(p + 1);
    else if (c === 0x20 || c === 0x2c || c === 0x0d || c === 0x09) p++;
    else if (c === 0x3a) {
      members++;
      p++;
    } else if (c === 0x7b || c === 0x5b) {
      if (depth + open >= maxDepth) {
        stop = p;
        return TOO_DEEP;
      }
      store<u8>(CLOSERS + open, c + 2);
      open++;
      p++;
    } else if (c === 0x7d || c === 0x5d) {
      open--;
      if (load<u8>(CLOSERS + open) !== c) {
        stop = p;
        return WRONG_CLOSER;
      }
      p++;
      if (open === 0) {
        stop = p;
        return OK;
      }
    } else {
      const next = scanWord(p, end);
      if (next === p || next === end) {
        stop = p;
        return next === p ? NO_VALUE : RAN_OUT;
      }
      p = next;
    }
  }
  stop = p;
  return RAN_OUT;
}

function scanValue(from: usize, end: usize, depth: i32, maxDepth: i32): i32 {
  flags = 0;
  members = 0;
  open = 0;
  const c = load<u8>(from);
  if (c === 0x22) {
    const error = scanString(from + 1, end);
    if (error === OK) stop++;
    else if (error === RAN_OUT_IN_STRING) stop = from;
    return error;
  }
  if (c === 0x7b || c === 0x5b) return scanContainer(from, end, depth, maxDepth);
  const after = scanWord(from, end);
  stop = after === end ? from : after;
  if (after === from) return NO_VALUE;
  return after === end ? RAN_OUT : OK;
}

function told(result: i32): i32 {
  store<u32>(STOP, <u32>stop);
  store<i32>(MEMBERS, members);
  store<i32>(FLAGS, flags);
  return result;
}

/** The value that begins at `from`, no white space before it. Brackets, strings and depth are checked, no more. */
export function scan(from: usize, end: usize, depth: i32, maxDepth: i32): i32 {
  return told(scanValue(from, end, depth, maxDepth));
}

/** Goes on with a scan that ran out of bytes: `from` is where it stopped, with more behind it now. */
export function resume(from: usize, end: usize, depth: i32, maxDepth: i32): i32 {
  return told(open === 0 ? scanValue(from, end, depth, maxDepth) : scanContainer(from, end, depth, maxDepth));
}

function skipSpace(from: usize, end: usize): usize {
  let p = from;
  while (p < end) {
    const c = load<u8>(p);
    if (c === 0x0a) p = skipIndent(p + 1);
    else if (c === 0x20 || c === 0x0d || c === 0x09) p++;
    else break;
  }
  return p;
}

/** True when `length` bytes at both places are equal. Reads up to 15 bytes more of each, and ignores them. */
function same(a: usize, b: usize, length: u32): bool {
  let at: u32 = 0;
  for (; at + 16 <= length; at += 16) {
    if (i8x16.bitmask(i8x16.eq(v128.load(a + at), v128.load(b + at))) !== 0xffff) return false;
  }
  const rest = length - at;
  if (rest === 0) return true;
  const equal = i8x16.bitmask(i8x16.eq(v128.load(a + at), v128.load(b + at)));
  const wanted = (1 << rest) - 1;
  return (equal & wanted) === wanted;
}

/** Number of the key with this text in the table that begins at `rows`; -1 when it has none. */
function keyAt(rows: usize, from: usize, length: u32): i32 {
  const count = load<i32>(rows, TABLE_COUNT);
  let key = rows;
  for (let id = 0; id < count; id++) {
    if (load<u16>(key) === length && same(from, key + 8, length)) return id;
    key += KEY_BYTES;
  }
  return -1;
}

/** `{"<first known key>": "plain text"}` exactly: where the text begins, its end in `stop`; 0 for all else. */
function onlyText(rows: usize, from: usize, end: usize): usize {
  let p = skipSpace(from + 1, end);
  if (load<u8>(p) !== 0x22) return 0;
  flags = 0;
  const keyFrom = p + 1;
  if (scanString(keyFrom, end) !== OK || flags !== 0) return 0;
  if (keyAt(rows, keyFrom, <u32>(stop - keyFrom)) !== 0) return 0;
  p = skipSpace(stop + 1, end);
  if (load<u8>(p) !== 0x3a) return 0;
  p = skipSpace(p + 1, end);
  if (load<u8>(p) !== 0x22) return 0;
  const textFrom = p + 1;
  if (scanString(textFrom, end) !== OK || flags !== 0) return 0;
  const textEnd = stop;
  p = skipSpace(textEnd + 1, end);
  if (p >= end || load<u8>(p) !== 0x7d) return 0;
  stop = textEnd;
  return textFrom;
}

/** How a known key is read: see layout.ts. */
const AS_ONLY_TEXT: i32 = 2;
const AS_REPEAT: i32 = 3;
const AS_TEXT: i32 = 4;
const AS_INTEGER: i32 = 5;

/** More digits than this are left to others. */
const MOST_DIGITS: usize = 9;

/** Where the next item of an array begins, for an item that ends before `from`; 0 when there is none, or it is not in sight. */
function nextItem(from: usize, end: usize): usize {
  let p = skipSpace(from, end);
  if (p >= end || load<u8>(p) !== 0x2c) return 0;
  p = skipSpace(p + 1, end);
  return p < end ? p : 0;
}

/** `walk` for an item of an array, with the next one in NEXT. */
export function walkOn(from: usize, end: usize, depth: i32, maxDepth: i32, table: i32): i32 {
  const count = walk(from, end, depth, maxDepth, table);
  if (count >= 0) store<u32>(NEXT, <u32>nextItem(load<u32>(STOP), end));
  return count;
}

/**
 * The members of the object at `from`, by the keys and into the entries of `table`: key, where the value begins and ends,
 * members in it, flags, what it became (see layout.ts), and two more words of that. Returns how many, with STOP behind the
 * object; -2 when the bytes end first; -1 for an object that is anything but ordinary: an unknown or repeated key, damage,
 * too many members.
 */
export function walk(from: usize, end: usize, depth: i32, maxDepth: i32, table: i32): i32 {
  if (depth >= maxDepth) return -1;
  const rows = KEYS + <usize>table * TABLE_BYTES;
  let entry = ENTRIES + <usize>table * <usize>MOST_ENTRIES * ENTRY_BYTES;
  let p = skipSpace(from + 1, end);
  let count = 0;
  let seen: u64 = 0;
  if (p < end && load<u8>(p) === 0x7d) {
    store<u32>(STOP, <u32>(p + 1));
    return 0;
  }
  while (p < end) {
    if (load<u8>(p) !== 0x22 || count === MOST_ENTRIES) return -1;
    flags = 0;
    const error = scanString(p + 1, end);
    if (error !== OK) return error === RAN_OUT_IN_STRING ? -2 : -1;
    if (flags !== 0) return -1;
    const key = keyAt(rows, p + 1, <u32>(stop - p - 1));
    if (key <= 0 || ((seen >> key) & 1) === 1) return -1;
    seen |= (<u64>1) << key;
    p = skipSpace(stop + 1, end);
    if (p >= end) return -2;
    if (load<u8>(p) !== 0x3a) return -1;
    p = skipSpace(p + 1, end);
    if (p >= end) return -2;
    const result = scanValue(p, end, depth + 1, maxDepth);
    if (result !== OK) return result === RAN_OUT || result === RAN_OUT_IN_STRING ? -2 : -1;
    const after = stop;
    store<i32>(entry, key);
    store<u32>(entry, <u32>p, 4);
    store<u32>(entry, <u32>after, 8);
    store<i32>(entry, members, 12);
    store<i32>(entry, flags, 16);
    settle(rows, entry, p, after);
    entry += ENTRY_BYTES;
    count++;
    p = skipSpace(after, end);
    if (p >= end) return -2;
    const c = load<u8>(p);
    if (c === 0x7d) {
      store<u32>(STOP, <u32>(p + 1));
      return count;
    }
    if (c !== 0x2c) return -1;
    p = skipSpace(p + 1, end);
  }
  return -2;
}

/** How many of the members walked last are objects under a key in `kinds`; -1 when any other is no plain text. */
function objectsAmong(count: i32, table: i32, kinds: u32): i32 {
  let objects = 0;
  let entry = ENTRIES + <usize>table * <usize>MOST_ENTRIES * ENTRY_BYTES;
  for (let at = 0; at < count; at++) {
    if (((kinds >> load<u32>(entry)) & 1) === 1) {
      if (load<u8>(load<u32>(entry, 4)) !== 0x7b) return -1;
      objects++;
    } else if (load<i32>(entry, 20) !== 1) return -1;
    entry += ENTRY_BYTES;
  }
  return objects;
}

/**
 * `walkOn` for as many items as hold nothing but plain texts and objects under the keys in `kinds`, a bit each. Returns how
 * many there are, with the objects counted in MEMBERS; what `walk` returns, or -1, when the first is another.
 */
export function walkWrappers(from: usize, end: usize, depth: i32, maxDepth: i32, table: i32, kinds: u32): i32 {
  let items = 0;
  let objects = 0;
  let behind: u32 = 0;
  let next = from;
  while (next !== 0) {
    const count = load<u8>(next) === 0x7b ? walk(next, end, depth, maxDepth, table) : -1;
    const found = count < 0 ? -1 : objectsAmong(count, table, kinds);
    if (found < 0) {
      if (items === 0) return count < 0 ? count : -1;
      break;
    }
    items++;
    objects += found;
    behind = load<u32>(STOP);
    next = nextItem(behind, end);
  }
  store<u32>(STOP, behind);
  store<u32>(NEXT, <u32>next);
  store<i32>(MEMBERS, objects);
  return items;
}

/** No item follows, and the array ends where it should. */
const NO_ITEM: i32 = -3;

/**
 * `walk` for the next object of an array that ends at `end`: `from` is behind its opening bracket, or behind an item. Arrays
 * that hold anything else, or are not well written, give -1.
 */
export function walkItem(from: usize, end: usize, isFirst: bool, maxDepth: i32, table: i32): i32 {
  let p = skipSpace(from, end);
  if (p === end - 1) return load<u8>(p) === 0x5d ? NO_ITEM : -1;
  if (!isFirst) {
    if (load<u8>(p) !== 0x2c) return -1;
    p = skipSpace(p + 1, end);
  }
  if (p >= end || load<u8>(p) !== 0x7b) return -1;
  const count = walk(p, end, 0, maxDepth, table);
  return count < 0 ? -1 : count;
}

/**
 * Fills the last three words of an entry: 1 and the range of a plain text; 2 and the number of a known value; 3 and an
 * integer; 0 otherwise.
 */
function settle(rows: usize, entry: usize, from: usize, after: usize): void {
  const row = rows + <usize>load<i32>(entry) * KEY_BYTES;
  const how = load<u16>(row, 2);
  store<i32>(entry, 0, 20);
  if (how === AS_REPEAT) {
    store<i32>(entry, 2, 20);
    store<i32>(entry, repeatOf(row, from, after), 24);
    return;
  }
  if (how === AS_TEXT) {
    if (load<u8>(from) !== 0x22 || load<i32>(entry, 16) !== 0) return;
    store<i32>(entry, 1, 20);
    store<u32>(entry, <u32>(from + 1), 24);
    store<u32>(entry, <u32>(after - 1), 28);
    return;
  }
  if (how === AS_INTEGER) {
    if (after - from > MOST_DIGITS || (load<u8>(from) === 0x30 && after - from > 1)) return;
    let value = 0;
    for (let p = from; p < after; p++) {
      const digit = <i32>load<u8>(p) - 0x30;
      if (digit < 0 || digit > 9) return;
      value = value * 10 + digit;
    }
    store<i32>(entry, 3, 20);
    store<i32>(entry, value, 24);
    return;
  }
  if (how !== AS_ONLY_TEXT || load<u8>(from) !== 0x7b || load<i32>(entry, 12) !== 1) return;
  const text = onlyText(rows, from, after);
  if (text === 0) return;
  store<i32>(entry, 1, 20);
  store<u32>(entry, <u32>text, 24);
  store<u32>(entry, <u32>stop, 28);
}

// Values seen before. A record is: hash, field, length, number, then the bytes, padded to 16.
let records: usize = RECORDS_START;
let recordsEnd: usize = RECORDS_START;
let known: i32 = 0;
const MOST_KNOWN: i32 = 131072;
const RECORD_HEAD: usize = 16;

/** How many records with other bytes a look-up passes before it gives up: hostile input must not make it slow. */
const MOST_PROBES: i32 = 32;

/** Says where records may lie: up to `end`. Called when memory was made, and again with a larger end. */
export function allowRecords(end: usize): void {
  recordsEnd = end;
}

/** Bytes of records so far. */
export function usedRecords(): u32 {
  return <u32>(records - RECORDS_START);
}

/** True when no more values can be remembered, wherever records may lie. */
export function isCrowded(): bool {
  return known >= MOST_KNOWN;
}

/** Above this many it is quicker to clear all slots than to look for those in use. */
const FEW: i32 = 4096;

/** Forgets all values; numbers begin again at 0. */
export function forget(): void {
  for (let row = KEYS; row < ENTRIES; row += KEY_BYTES) {
    if ((row - KEYS) % TABLE_BYTES !== 0) store<u32>(row, 0, KEY_LAST);
  }
  if (known > FEW) memory.fill(SLOTS, 0, (<usize>SLOT_MASK + 1) << 2);
  else {
    for (let record = RECORDS_START; record < records; record += sizeOf(load<u32>(record, 8))) clear(record);
  }
  records = RECORDS_START;
  known = 0;
}

/** Empties the slot of a record. */
function clear(record: usize): void {
  let slot = load<u32>(record) & SLOT_MASK;
  for (let probe = 0; probe < MOST_PROBES; probe++) {
    const at = SLOTS + ((<usize>slot) << 2);
    if (<usize>load<u32>(at) === record) {
      store<u32>(at, 0);
      return;
    }
    slot = (slot + 1) & SLOT_MASK;
  }
}

/** Bytes of a record for a value of this length: room to read sixteen bytes at once, and aligned. */
function sizeOf(length: u32): usize {
  return (RECORD_HEAD + <usize>length + 31) & ~15;
}

function hashOf(from: usize, length: u32, field: i32): u32 {
  let h: u64 = ((<u64>length) << 32) ^ (<u64>field);
  // Two at a time: a multiplication need not wait for the one before it.
  let g: u64 = 0x2545f4914f6cdd1d;
  let p = from;
  const whole = from + <usize>(length & ~15);
  for (; p < whole; p += 16) {
    h = rotl<u64>((h ^ load<u64>(p)) * 0x9e3779b97f4a7c15, 29);
    g = rotl<u64>((g ^ load<u64>(p, 8)) * 0xff51afd7ed558ccd, 31);
  }
  h ^= g;
  for (const end = from + <usize>length; p < end; p++) h = rotl<u64>((h ^ (<u64>load<u8>(p))) * 0x9e3779b97f4a7c15, 29);
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93;
  return <u32>(h >> 32);
}

/**
 * The number of the bytes `[from, end)` under `field`: equal bytes have the same one. -1 when they are new and could not be
 * remembered.
 */
export function repeat(field: i32, from: usize, end: usize): i32 {
  const record = recordOf(field, from, end);
  return record === 0 ? -1 : load<i32>(record, 12);
}

/** `repeat` for a key: mostly the value is the one that the object before had. */
function repeatOf(row: usize, from: usize, end: usize): i32 {
  const last = <usize>load<u32>(row, KEY_LAST);
  const length = <u32>(end - from);
  if (last !== 0 && load<u32>(last, 8) === length && same(from, last + RECORD_HEAD, length)) return load<i32>(last, 12);
  // Rows of all tables are numbered through.
  const record = recordOf(<i32>((row - KEYS) / KEY_BYTES), from, end);
  if (record === 0) return -1;
  store<u32>(row, <u32>record, KEY_LAST);
  return load<i32>(record, 12);
}

/** The record of a value, made if it is new; 0 when it could not be. */
function recordOf(field: i32, from: usize, end: usize): usize {
  const length = <u32>(end - from);
  const hash = hashOf(from, length, field);
  let slot = hash & SLOT_MASK;
  for (let probe = 0; probe < MOST_PROBES; probe++) {
    const record = <usize>load<u32>(SLOTS + ((<usize>slot) << 2));
    if (record === 0) return remember(field, from, length, hash, slot);
    if (
      load<u32>(record) === hash &&
      load<i32>(record, 4) === field &&
      load<u32>(record, 8) === length &&
      same(from, record + RECORD_HEAD, length)
    ) {
      return record;
    }
    slot = (slot + 1) & SLOT_MASK;
  }
  return 0;
}

function remember(field: i32, from: usize, length: u32, hash: u32, slot: u32): usize {
  const size = sizeOf(length);
  if (known >= MOST_KNOWN || records + size > recordsEnd) return 0;
  const record = records;
  store<u32>(record, hash);
  store<i32>(record, field, 4);
  store<u32>(record, length, 8);
  store<i32>(record, known, 12);
  memory.copy(record + RECORD_HEAD, from, length);
  store<u32>(SLOTS + ((<usize>slot) << 2), <u32>record);
  records += size;
  known++;
  return record;
}
