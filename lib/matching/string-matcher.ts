/** envoy.type.matcher.v3.StringMatcher on one value, in bytes; ignore_case folds ASCII only. */
import type { StringMatcher } from '../model/index.ts';
import type { ByteString } from './bytes.ts';
import { asciiLower, toBytes } from './bytes.ts';
import { isRedactedText } from './match-gap.ts';
import type { RegexCache } from './regex.ts';
import type { Truth } from './verdict.ts';

export type ValueTest = (value: ByteString) => Truth;

/** Compiles a matcher; what it cannot decide answers with the gap whatever the value. */
export function stringTest(matcher: StringMatcher, regexes: RegexCache): ValueTest {
  switch (matcher.kind) {
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return literalTest(matcher.kind, matcher.value, matcher.ignoreCase === true);
    case 'regex': {
      const regex = regexes.get(matcher.regex);
      return (value) => regex.matches(value);
    }
    case 'unsupported': {
      const gap = { kind: 'unsupported', field: matcher.field, raw: matcher.raw } as const;
      return () => gap;
    }
  }
}

function literalTest(kind: 'exact' | 'prefix' | 'suffix' | 'contains', text: string, ignoreCase: boolean): ValueTest {
  if (isRedactedText(text)) {
    const gap = { kind: 'redacted', field: kind } as const;
    return () => gap;
  }
  const wanted = ignoreCase ? asciiLower(toBytes(text)) : toBytes(text);
  const compare = COMPARISONS[kind];
  return ignoreCase ? (value) => compare(asciiLower(value), wanted) : (value) => compare(value, wanted);
}

const COMPARISONS = {
  exact: (value: ByteString, wanted: ByteString): boolean => value === wanted,
  prefix: (value: ByteString, wanted: ByteString): boolean => value.startsWith(wanted),
  suffix: (value: ByteString, wanted: ByteString): boolean => value.endsWith(wanted),
  contains: (value: ByteString, wanted: ByteString): boolean => value.includes(wanted),
} as const;
