/**
 * safe_regex by an RE2 engine, never by JavaScript's: full match, on bytes (Latin-1) since the August-2026 batch, on
 * UTF-8 code points before (reference/envoy-semantics.md section 9).
 */
import { RE2JS } from 're2js';
import type { ByteString } from './bytes.ts';
import { isAscii, toBytes, toText } from './bytes.ts';
import type { MatchGap } from './match-gap.ts';
import { isRedactedText } from './match-gap.ts';
import type { Truth } from './verdict.ts';

export type RegexMode = 'latin1' | 'utf8';

/** Longest pattern and biggest program this engine is asked to run; Istio's own limit for programs is 32768. */
const PATTERN_LIMIT: number = 65_536;
const PROGRAM_LIMIT: number = 262_144;

const FOLDS_CASE = /\(\?[a-zA-Z]*i/;
/** What the remapping of high bytes (below) cannot carry: classes by property, octal and quoted text. */
const NOT_REMAPPABLE = /\\[pPQ0-9C\\]/;
const HIGH_BYTE = /[\x80-\xff]/g;
const HIGH_ESCAPE = /\\x(?:\{0*([89a-fA-F][0-9a-fA-F])\}|([89a-fA-F][0-9a-fA-F]))/g;
const SURROGATE_BYTES = /\xed[\xa0-\xbf]/;
/** Private-use code points have no case and stay in order, so ranges keep their meaning. */
const PRIVATE_USE = 0xe000;

/** One pattern, compiled on first use. `source` is the pattern as in the dump. */
export class CompiledRegex {
  readonly source: string;
  readonly #mode: RegexMode;
  readonly #foldsCase: boolean;
  #plain: RE2JS | MatchGap | undefined;
  #remapped: RE2JS | MatchGap | undefined;

  constructor(source: string, mode: RegexMode) {
    this.source = source;
    this.#mode = mode;
    this.#foldsCase = FOLDS_CASE.test(source);
  }

  /** Does the whole subject match? A gap when this engine cannot tell what Envoy's would say. */
  matches(subject: ByteString): Truth {
    const ascii = isAscii(subject);
    if (this.#mode === 'utf8' && !ascii) return this.#matchesText(subject);
    // Envoy's RE2 folds ASCII only in Latin-1 mode; this engine would fold é too.
    if (this.#foldsCase && !ascii) return test(this.remapped(), subject.replace(HIGH_BYTE, toPrivateUse));
    return test(this.plain(), subject);
  }

  /** The engine itself, for substitutions; a gap when it refused the pattern. */
  plain(): RE2JS | MatchGap {
    this.#plain ??= compile(this.source, this.#mode === 'latin1' ? toBytes(this.source) : this.source);
    return this.#plain;
  }

  #matchesText(subject: ByteString): Truth {
    const text = toText(subject);
    if (text !== null) return test(this.plain(), text);
    // RE2 accepts encoded surrogates, which a strict decoder refuses; other broken UTF-8 matches nothing.
    return SURROGATE_BYTES.test(subject) ? { kind: 'regex', regex: this.source, why: 'subject' } : false;
  }

  private remapped(): RE2JS | MatchGap {
    if (this.#remapped !== undefined) return this.#remapped;
    const bytes = toBytes(this.source);
    if (NOT_REMAPPABLE.test(bytes)) return (this.#remapped = { kind: 'regex', regex: this.source, why: 'folding' });
    const pattern = bytes
      .replace(HIGH_ESCAPE, (_, braced: string | undefined, bare: string | undefined) =>
        String.fromCharCode(PRIVATE_USE + Number.parseInt(braced ?? bare ?? '0', 16)),
      )
      .replace(HIGH_BYTE, toPrivateUse);
    return (this.#remapped = compile(this.source, pattern));
  }
}

function toPrivateUse(char: string): string {
  return String.fromCharCode(PRIVATE_USE + char.charCodeAt(0));
}

function compile(source: string, pattern: string): RE2JS | MatchGap {
  if (isRedactedText(source)) return { kind: 'redacted', field: 'regex' };
  if (pattern.length > PATTERN_LIMIT) return { kind: 'regex', regex: source, why: 'size' };
  try {
    const engine = RE2JS.compile(pattern);
    return engine.programSize() > PROGRAM_LIMIT ? { kind: 'regex', regex: source, why: 'size' } : engine;
  } catch {
    // RE2 in C++ accepted it, or the dump would not hold it (e.g. \C, a group name used twice).
    return { kind: 'regex', regex: source, why: 'syntax' };
  }
}

function test(engine: RE2JS | MatchGap, subject: string): Truth {
  return engine instanceof RE2JS ? engine.testExact(subject) : engine;
}

/** Patterns compiled once for each mode; a table of thousands of routes repeats few. */
export class RegexCache {
  readonly mode: RegexMode;
  readonly #compiled = new Map<string, CompiledRegex>();

  constructor(mode: RegexMode) {
    this.mode = mode;
  }

  get(source: string): CompiledRegex {
    let regex = this.#compiled.get(source);
    if (regex === undefined) {
      regex = new CompiledRegex(source, this.mode);
      this.#compiled.set(source, regex);
    }
    return regex;
  }
}
