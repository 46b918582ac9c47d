import type { StringMatcher } from '../../model/index.ts';
import { word } from './quote.ts';
import { unsupportedWords } from './raw.ts';

/** CSS's attribute selectors for parts, Prometheus' `=~` for regexes: both are known, short and cannot be confused. */
const OPERATOR = { exact: '=', prefix: '^=', suffix: '$=', contains: '*=' } as const satisfies Record<
  Exclude<StringMatcher['kind'], 'regex' | 'unsupported'>,
  string
>;

/**
 * `name` tested with a string matcher: `x-a=v`, `x-a^=pre`, `x-a=~re`; negated `x-a!=v`, `x-a!^=pre`, `x-a!~re`.
 */
export function stringTestWords(name: string, test: StringMatcher, negated: boolean): string {
  if (test.kind === 'unsupported') return `${negated ? 'not ' : ''}${name} ${unsupportedWords(test)}`;
  const folded = test.ignoreCase === true ? ' (ignore case)' : '';
  if (test.kind === 'regex') return `${name}${negated ? '!~' : '=~'}${word(test.regex)}${folded}`;
  return `${name}${negated ? '!' : ''}${OPERATOR[test.kind]}${word(test.value)}${folded}`;
}
