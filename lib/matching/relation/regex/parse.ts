/**
 * Reads an RE2 pattern that the engine has accepted, as C++ RE2's parse.cc does (syntax: doc/syntax.txt of google/re2).
 * Whatever this reader does not know for certain makes it give up: the caller then has no automaton and says so.
 */
import type { RegexMode } from '../../regex.ts';
import { classPattern, foldedBeyondAscii, foldedByte } from './character-class.ts';
import type { Pattern } from './syntax.ts';
import { EMPTY, bytesWhere, choice, oneByte, sequence } from './syntax.ts';
import { BEYOND_ASCII, encoded } from './utf8.ts';

/** Groups within groups; deeper ones are given up. */
const DEPTH_LIMIT = 60;

interface Flags {
  readonly i: boolean;
  readonly s: boolean;
}

/** `source`: bytes in Latin-1 mode, text in UTF-8 mode. Null: not understood. */
export function parsePattern(source: string, mode: RegexMode): Pattern | null {
  const reader = new PatternReader(source, mode);
  const pattern = reader.alternatives({ i: false, s: false }, 0);
  return reader.gaveUp || !reader.atEnd() ? null : pattern;
}

const QUANTIFIER = /([*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y;
const GROUP = /\(\?(?:P?<\w+>|([ims]*(?:-[ims]*)?)([:)]))/y;
const POSIX_OR_ESCAPE = /\[:\^?\w+:\]|\\[\s\S]|[\s\S]/y;
const HEX = /\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/y;
const OCTAL = /\\([0-7]{1,3})/y;
const PROPERTY = /\\[pP](?:\{[^}]*\}|[A-Za-z])/y;
const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['f', 12],
  ['t', 9],
  ['n', 10],
  ['r', 13],
  ['v', 11],
]);

class PatternReader {
  readonly #source: string;
  readonly #mode: RegexMode;
  #at = 0;
  gaveUp = false;

  constructor(source: string, mode: RegexMode) {
    this.#source = source;
    this.#mode = mode;
  }

  atEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  alternatives(flags: Flags, depth: number): Pattern {
    if (depth > DEPTH_LIMIT) return this.#giveUp();
    const branches: Pattern[] = [];
    let parts: Pattern[] = [];
    let current = flags;
    while (!this.atEnd() && !this.gaveUp && this.#peek() !== ')') {
      if (this.#peek() === '|') {
        this.#at++;
        branches.push(sequence(parts));
        parts = [];
        continue;
      }
      const changed = this.#flagsOnly(current);
      if (changed !== null) current = changed;
      else if (this.#source.startsWith('\\Q', this.#at)) parts.push(...this.#quoted(current));
      else parts.push(this.#quantified(this.#atom(current, depth)));
    }
    branches.push(sequence(parts));
    return choice(branches);
  }

  #peek(): string {
    return this.#source[this.#at] ?? '';
  }

  #giveUp(): Pattern {
    this.gaveUp = true;
    return EMPTY;
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#source);
    if (found !== null) this.#at = expression.lastIndex;
    return found;
  }

  /** `(?i)` and the like: flags for the rest of the group. */
  #flagsOnly(flags: Flags): Flags | null {
    const start = this.#at;
    const found = this.#peek() === '(' ? this.#match(GROUP) : null;
    if (found?.[2] === ')') return this.#flags(flags, found[1] ?? '');
    this.#at = start;
    return null;
  }

  #flags(flags: Flags, text: string): Flags {
    const [on = '', off = ''] = text.split('-');
    // Multi-line anchors are not modeled.
    if (on.includes('m')) this.gaveUp = true;
    return {
      i: (flags.i || on.includes('i')) && !off.includes('i'),
      s: (flags.s || on.includes('s')) && !off.includes('s'),
    };
  }

  /** `\Q…\E`; a quantifier after it belongs to its last character. */
  #quoted(flags: Flags): readonly Pattern[] {
    const end = this.#source.indexOf('\\E', this.#at);
    const text = this.#source.slice(this.#at + 2, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#source.length : end + 2;
    const parts = Array.from(text, (char) => this.#literal(char.codePointAt(0) ?? 0, flags));
    const last = parts.pop();
    return last === undefined ? [] : [...parts, this.#quantified(last)];
  }

  #quantified(atom: Pattern): Pattern {
    let part = atom;
    for (let found = this.#match(QUANTIFIER); found !== null; found = this.#match(QUANTIFIER)) {
      const [, sign = '', least, comma, most] = found;
      if (sign === '*') part = { kind: 'repeat', part, least: 0, most: null };
      else if (sign === '+') part = { kind: 'repeat', part, least: 1, most: null };
      else if (sign === '?') part = { kind: 'repeat', part, least: 0, most: 1 };
      else {
        const fewest = Number(least);
        const end = comma === undefined ? fewest : most === '' || most === undefined ? null : Number(most);
        part = { kind: 'repeat', part, least: fewest, most: end };
      }
    }
    return part;
  }

  #atom(flags: Flags, depth: number): Pattern {
    const char = this.#peek();
    switch (char) {
      case '(':
        return this.#group(flags, depth);
      case '[':
        return this.#class(flags);
      case '\\':
        return this.#escape(flags);
      case '.':
        this.#at++;
        return this.#dot(flags);
      case '^':
        this.#at++;
        return { kind: 'begin' };
      case '$':
        this.#at++;
        return { kind: 'end' };
      default: {
        const code = this.#source.codePointAt(this.#at) ?? 0;
        this.#at += code > 0xffff ? 2 : 1;
        return this.#literal(code, flags);
      }
    }
  }

  #group(flags: Flags, depth: number): Pattern {
    let inner = flags;
    if (this.#source.startsWith('(?', this.#at)) {
      const found = this.#match(GROUP);
      if (found === null) return this.#giveUp();
      if (found[1] !== undefined) inner = this.#flags(flags, found[1]);
    } else this.#at++;
    const pattern = this.alternatives(inner, depth + 1);
    if (this.#peek() !== ')') return this.#giveUp();
    this.#at++;
    return pattern;
  }

  #dot(flags: Flags): Pattern {
    if (this.#mode === 'latin1') return { kind: 'bytes', set: bytesWhere((byte) => flags.s || byte !== 10) };
    const ascii: Pattern = { kind: 'bytes', set: bytesWhere((byte) => byte < 0x80 && (flags.s || byte !== 10)) };
    return choice([ascii, BEYOND_ASCII]);
  }

  /** From `[` to its `]`; a `]` right at the beginning is a member. */
  #class(flags: Flags): Pattern {
    const start = this.#at++;
    if (this.#peek() === '^') this.#at++;
    if (this.#peek() === ']') this.#at++;
    for (let part = ''; part !== ']';) {
      const found = this.#match(POSIX_OR_ESCAPE);
      if (found === null) return this.#giveUp();
      part = found[0];
    }
    return this.#classOf(this.#source.slice(start, this.#at), flags);
  }

  #classOf(text: string, flags: Flags): Pattern {
    return classPattern(text, flags.i, this.#mode) ?? this.#giveUp();
  }

  #escape(flags: Flags): Pattern {
    const hex = this.#match(HEX);
    if (hex !== null) return this.#literal(Number.parseInt(hex[1] ?? hex[2] ?? '', 16), flags);
    const property = this.#match(PROPERTY);
    if (property !== null) return this.#classOf(property[0], flags);
    const octal = this.#match(OCTAL);
    if (octal !== null) return this.#literal(Number.parseInt(octal[1] ?? '', 8), flags);
    const char = this.#source[this.#at + 1] ?? '';
    this.#at += 2;
    if ('dwsDWS'.includes(char)) return this.#classOf(`\\${char}`, flags);
    if (char === 'A') return { kind: 'begin' };
    if (char === 'z') return { kind: 'end' };
    const control = CONTROLS.get(char);
    if (control !== undefined) return this.#literal(control, flags);
    // Word boundaries, \C and what may come: not modeled.
    return /[A-Za-z0-9]/.test(char) || char === '' ? this.#giveUp() : this.#literal(char.codePointAt(0) ?? 0, flags);
  }

  #literal(code: number, flags: Flags): Pattern {
    if (this.#mode === 'latin1' || code < 0x80) {
      if (code > 0xff) return this.#giveUp();
      if (!flags.i) return oneByte(code);
      const bytes = foldedByte(code);
      return this.#mode === 'latin1' ? bytes : choice([bytes, ...foldedBeyondAscii(bytes.set)]);
    }
    if (flags.i || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return this.#giveUp();
    return encoded(code);
  }
}
