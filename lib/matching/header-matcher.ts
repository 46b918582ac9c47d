/** HeaderMatcher: "any value" semantics since Envoy 1.39, joined values before (reference/envoy-semantics.md 4.2). */
import type { HeaderMatcher, HeaderTest } from '../model/index.ts';
import type { ByteString } from './bytes.ts';
import { asciiLower, toBytes } from './bytes.ts';
import type { RegexCache } from './regex.ts';
import type { ValueTest } from './string-matcher.ts';
import { stringTest } from './string-matcher.ts';
import type { Truth } from './verdict.ts';
import { anyTruth, invertTruth } from './verdict.ts';
import type { HeaderValues, VisibleHeaders } from './visible-headers.ts';
import { isWritten } from './visible-headers.ts';

export type HeadersTest = (headers: VisibleHeaders) => Truth;

const EMPTY: readonly ByteString[] = [''];

/** `individually`: the profile's match_headers_individually (or its RBAC twin). */
export function headerTest(matcher: HeaderMatcher, regexes: RegexCache, individually: boolean): HeadersTest {
  const name = asciiLower(toBytes(matcher.name));
  const invert = matcher.invert === true;
  const missingIsEmpty = matcher.treatMissingAsEmpty === true;
  const presence = matcher.test.kind === 'present' ? matcher.test.present : null;
  const test = presence === null ? valueTest(matcher.test, regexes) : null;
  const onAbsent = presence !== null && presence !== invert ? false : presence !== null;

  return (headers) => {
    const found: HeaderValues = headers.get(name);
    if (isWritten(found)) {
      // Envoy writes the value itself: only presence can be told, and only where it is certain.
      return test === null && found.present === true ? presence !== invert : found.gap;
    }
    // What this version does not know may also say what a missing header means.
    if (found.length === 0 && matcher.test.kind === 'unsupported') return matcher.test;
    if (found.length === 0 && !missingIsEmpty) return onAbsent;
    if (test === null) return presence !== invert;
    const values = found.length === 0 ? EMPTY : individually ? found : [found.join(',')];
    const [only] = values;
    const base = values.length === 1 && only !== undefined ? test(only) : anyTruth(values, test);
    return invert ? invertTruth(base) : base;
  };
}

function valueTest(test: HeaderTest, regexes: RegexCache): ValueTest {
  switch (test.kind) {
    case 'present':
      return () => test.present;
    case 'deprecatedExact': {
      // The old field: an empty value matches whatever is there (source/common/http/header_utility.cc).
      const wanted = toBytes(test.value);
      if (wanted === '') return () => true;
      return stringTest({ kind: 'exact', value: test.value }, regexes);
    }
    case 'range':
      return rangeTest(test.start, test.end);
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'regex':
    case 'unsupported':
      return stringTest(test, regexes);
  }
}

const DECIMAL = /^[+-]?\d+$/;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** A base-10 int64 in [start, end); anything else does not match. */
function rangeTest(start: string, end: string): ValueTest {
  if (!DECIMAL.test(start) || !DECIMAL.test(end)) {
    const gap = { kind: 'unsupported', field: 'range_match', raw: { start, end } } as const;
    return () => gap;
  }
  const low = BigInt(start);
  const high = BigInt(end);
  return (value) => {
    if (!DECIMAL.test(value)) return false;
    const number = BigInt(value);
    return number >= INT64_MIN && number <= INT64_MAX && number >= low && number < high;
  };
}
