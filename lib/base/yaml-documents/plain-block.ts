/**
 * A fast reader for the YAML that tools write: block mappings and sequences, one scalar a line. It reads a document whole
 * and exactly as the YAML reader would, or not at all. Most of what `kubectl get -o yaml` prints is of this kind, and a
 * large mesh prints megabytes of it.
 */
import { EVENT_ID } from 'js-yaml';

import { WIDTH, type PackedEvents } from './lines.ts';
import { PlainRecord } from './plain-record.ts';
import { isPlainKey, plainScalar, UNSURE } from './plain-scalar.ts';

export interface PlainDocument {
  readonly value: unknown;
  readonly events: PackedEvents;
}

/** Tabs, carriage returns, control and other characters: there is more to them than this reader knows. */
const OTHER_CHARACTERS = /[^\n\x20-\x7e]/;
const MAX_PLAIN_DEPTH = 60;
const SPACE = 0x20;
const NEWLINE = 0x0a;
const HASH = 0x23;
const DASH = 0x2d;
const BAR = 0x7c;
const NO_ODD: PackedEvents['odd'] = new Map();

/** Undefined where the text holds anything else. */
export function readPlainBlock(text: string): PlainDocument | undefined {
  if (OTHER_CHARACTERS.test(text)) return undefined;
  const reader = new PlainReader(text);
  const value = reader.read();
  return value === UNSURE ? undefined : { value, events: { numbers: reader.numbers(), odd: NO_ODD } };
}

type Read = Record<string, unknown> | unknown[] | typeof UNSURE;

class PlainReader {
  readonly #text: string;
  readonly #events: number[] = [];
  /** Of the line that is next: where it begins, its column, and where its content ends. -1 at the end of the text. */
  #start = 0;
  #column = 0;
  #end = 0;
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  numbers(): Int32Array {
    return new Int32Array(this.#events);
  }

  read(): unknown {
    this.#advance();
    if (this.#start === -1 || this.#column !== 0 || this.#isDash()) return UNSURE;
    this.#emit(EVENT_ID.DOCUMENT, 0, 0);
    const value = this.#mapping(0);
    this.#emit(EVENT_ID.POP, 0, 0);
    return value === UNSURE || this.#start !== -1 ? UNSURE : value;
  }

  #emit(type: number, start: number, end: number): void {
    this.#events.push(type, start, end);
  }

  /** Ends the mapping or sequence that `opened` is the index of; it remembers where it ends. */
  #close(opened: number): void {
    this.#emit(EVENT_ID.POP, 0, 0);
    this.#events[opened + WIDTH - 1] = this.#events.length;
  }

  /** To the next line that has content. */
  #advance(): void {
    const text = this.#text;
    while (this.#next < text.length) {
      const begin = this.#next;
      const newline = text.indexOf('\n', begin);
      const stop = newline === -1 ? text.length : newline;
      this.#next = stop + 1;
      let at = begin;
      while (at < stop && text.charCodeAt(at) === SPACE) at += 1;
      if (at === stop || text.charCodeAt(at) === HASH) continue;
      let end = stop;
      while (text.charCodeAt(end - 1) === SPACE) end -= 1;
      this.#start = at;
      this.#column = at - begin;
      this.#end = end;
      return;
    }
    this.#start = -1;
    this.#column = -1;
  }

  #isDash(): boolean {
    const after = this.#text.charCodeAt(this.#start + 1);
    return this.#text.charCodeAt(this.#start) === DASH && (after === SPACE || after === NEWLINE || after !== after);
  }

  /** Entries of one column; the line that is next is the first. */
  #mapping(column: number): Read {
    this.#depth += 1;
    if (this.#depth > MAX_PLAIN_DEPTH) return UNSURE;
    const record: Record<string, unknown> = new PlainRecord();
    const opened = this.#events.length;
    this.#emit(EVENT_ID.MAPPING, this.#start, 0);
    while (this.#column === column && !this.#isDash()) {
      const colon = this.#text.indexOf(':', this.#start);
      if (colon === -1 || colon >= this.#end) return UNSURE;
      const key = this.#text.slice(this.#start, colon);
      if (!isPlainKey(key) || key in record) return UNSURE;
      this.#emit(EVENT_ID.SCALAR, this.#start, colon);
      const value = this.#valueAfter(colon, column);
      if (value === UNSURE) return UNSURE;
      record[key] = value;
    }
    if (this.#column > column) return UNSURE;
    this.#close(opened);
    this.#depth -= 1;
    return record;
  }

  #valueAfter(colon: number, column: number): unknown {
    if (colon + 1 < this.#end) {
      return this.#text.charCodeAt(colon + 1) === SPACE ? this.#scalar(colon + 2, column) : UNSURE;
    }
    this.#advance();
    if (this.#column > column) return this.#isDash() ? this.#sequence(this.#column) : this.#mapping(this.#column);
    // A sequence may stand as far left as its key.
    if (this.#column === column && this.#isDash()) return this.#sequence(column);
    this.#emit(EVENT_ID.SCALAR, colon, colon);
    return null;
  }

  /** What goes on in a deeper line is not of one line. */
  #scalar(from: number, column: number): unknown {
    let start = from;
    while (this.#text.charCodeAt(start) === SPACE) start += 1;
    const end = this.#end;
    if (this.#text.charCodeAt(start) === BAR) return this.#literal(start, column);
    const value = plainScalar(this.#text.slice(start, end));
    if (value === UNSURE) return UNSURE;
    const isEmpty = typeof value === 'object' && value !== null;
    if (isEmpty) {
      const opened = this.#events.length;
      this.#emit(Array.isArray(value) ? EVENT_ID.SEQUENCE : EVENT_ID.MAPPING, start, 0);
      this.#close(opened);
    } else this.#emit(EVENT_ID.SCALAR, start, end);
    this.#advance();
    return this.#column > column ? UNSURE : value;
  }

  /** `|` and `|-` with lines of text only, as kubectl's last-applied-configuration is written. */
  #literal(start: number, column: number): unknown {
    const text = this.#text;
    const header = text.slice(start, this.#end);
    if (header !== '|' && header !== '|-') return UNSURE;
    // The YAML reader, too, has such a text begin with its first line.
    this.#emit(EVENT_ID.SCALAR, this.#next, this.#next);
    const lines: string[] = [];
    let indent = -1;
    while (this.#next < text.length) {
      let at = this.#next;
      while (text.charCodeAt(at) === SPACE) at += 1;
      const width = at - this.#next;
      // Blank lines belong to the text or not, by rules of their own.
      if (at === text.length || text.charCodeAt(at) === NEWLINE) return UNSURE;
      if (width <= column) break;
      if (indent === -1) indent = width;
      if (width < indent) return UNSURE;
      const newline = text.indexOf('\n', at);
      if (newline === -1) return UNSURE;
      lines.push(text.slice(this.#next + indent, newline));
      this.#next = newline + 1;
    }
    if (lines.length === 0) return UNSURE;
    this.#advance();
    return lines.join('\n') + (header === '|' ? '\n' : '');
  }

  #sequence(column: number): Read {
    this.#depth += 1;
    if (this.#depth > MAX_PLAIN_DEPTH) return UNSURE;
    const items: unknown[] = [];
    const opened = this.#events.length;
    this.#emit(EVENT_ID.SEQUENCE, this.#start, 0);
    while (this.#column === column && this.#isDash()) {
      const item = this.#item(column);
      if (item === UNSURE) return UNSURE;
      items.push(item);
    }
    if (this.#column > column) return UNSURE;
    this.#close(opened);
    this.#depth -= 1;
    return items;
  }

  #item(column: number): unknown {
    const text = this.#text;
    let at = this.#start + 1;
    while (text.charCodeAt(at) === SPACE) at += 1;
    if (at >= this.#end || text.charCodeAt(at) === DASH) return UNSURE;
    const isQuoted = text.charCodeAt(at) === 0x27 || text.charCodeAt(at) === 0x22;
    if (isQuoted || !this.#hasKey(at)) return this.#scalar(at, column);
    this.#column += at - this.#start;
    this.#start = at;
    return this.#mapping(this.#column);
  }

  /** A colon that ends a key: before a space or the end of the line. */
  #hasKey(from: number): boolean {
    for (let at = this.#text.indexOf(':', from); at !== -1 && at < this.#end; at = this.#text.indexOf(':', at + 1)) {
      if (at + 1 === this.#end || this.#text.charCodeAt(at + 1) === SPACE) return true;
    }
    return false;
  }
}
