/** The decimal int64 texts in [start, end): what range_match takes (reference/envoy-semantics.md 4.2). */
import type { Language } from './language.ts';
import { NEVER, NO_TEXT } from './language.ts';

const INT64_MIN = -(2n ** 63n);
const INT64_END = 2n ** 63n;
/** More significant digits than any int64 has. */
const MOST_DIGITS = 20;

/** Digits of a magnitude to compare with as they come, and whether the number read so far is below, at or above. */
type Bound = string;
type Relation = -1 | 0 | 1;

interface Reading {
  readonly sign: '' | '+' | '-';
  readonly any: boolean;
  readonly digits: number;
  /** Against each bound, over the digits that both have. */
  readonly relations: readonly Relation[];
}

/** Texts of one or more digits with an optional sign whose value v has low <= v < high. */
export function rangeLanguage(start: bigint, end: bigint): Language {
  const low = start < INT64_MIN ? INT64_MIN : start;
  const high = end > INT64_END ? INT64_END : end;
  if (low >= high) return NO_TEXT;
  const magnitudes = [low, high].map((bound) => (bound < 0n ? -bound : bound));
  const bounds = magnitudes.map((bound) => (bound === 0n ? '' : bound.toString()));
  const states: Reading[] = [{ sign: '', any: false, digits: 0, relations: [0, 0] }];
  const numbers = new Map<string, number>([[key(states[0]), 0]]);
  const intern = (reading: Reading): number => {
    const name = key(reading);
    let number = numbers.get(name);
    if (number === undefined) {
      number = states.push(reading) - 1;
      numbers.set(name, number);
    }
    return number;
  };
  return {
    start: 0,
    step: (state, byte) => {
      const next = read(states[state], byte, bounds);
      return next === null ? NEVER : intern(next);
    },
    accepts: (state) => inRange(states[state], bounds, low, high),
    singles: () => SINGLES,
    classes: null,
    samples: [low.toString(), (high - 1n).toString()],
  };
}

const SINGLES: readonly number[] = Array.from('+-0123456789', (char) => char.charCodeAt(0));

function key(reading: Reading | undefined): string {
  if (reading === undefined) return '';
  return `${reading.sign}${reading.any ? 'd' : ''}${String(reading.digits)}:${reading.relations.join(',')}`;
}

function read(reading: Reading | undefined, byte: number, bounds: readonly Bound[]): Reading | null {
  if (reading === undefined) return null;
  if (byte === 0x2b || byte === 0x2d) {
    if (reading.any || reading.sign !== '') return null;
    return { ...reading, sign: byte === 0x2b ? '+' : '-' };
  }
  if (byte < 0x30 || byte > 0x39) return null;
  if (reading.digits === 0 && byte === 0x30) return { ...reading, any: true };
  const digits = reading.digits + 1;
  if (digits > MOST_DIGITS) return { ...reading, any: true, digits: MOST_DIGITS };
  const relations = reading.relations.map((relation, i): Relation => {
    const digit = bounds[i]?.charCodeAt(digits - 1) ?? Number.NaN;
    if (relation !== 0 || Number.isNaN(digit)) return relation;
    return byte < digit ? -1 : byte > digit ? 1 : 0;
  });
  return { ...reading, any: true, digits, relations };
}

function inRange(reading: Reading | undefined, bounds: readonly Bound[], low: bigint, high: bigint): boolean {
  if (reading?.any !== true) return false;
  const negative = reading.sign === '-' && reading.digits > 0;
  return compare(reading, 0, bounds, negative, low) >= 0 && compare(reading, 1, bounds, negative, high) < 0;
}

/** The sign of (value read - bound). */
function compare(reading: Reading, i: number, bounds: readonly Bound[], negative: boolean, bound: bigint): number {
  if (negative !== bound < 0n) return negative ? -1 : 1;
  const length = bounds[i]?.length ?? 0;
  const magnitude = reading.digits === length ? (reading.relations[i] ?? 0) : reading.digits - length;
  return negative ? -magnitude : magnitude;
}
