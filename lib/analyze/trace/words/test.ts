/** Conditions in words. */
import type { HeaderMatcher, HeaderTest, QueryParameterMatcher, StringMatcher } from '../../../model/index.ts';
import { quote } from './quote.ts';

/** `is "a"`, `begins with "a"`, to stand after a name. */
export function testText(test: HeaderTest | QueryParameterMatcher['test'] | StringMatcher): string {
  switch (test.kind) {
    case 'exact':
    case 'deprecatedExact':
      return `be ${quote(test.value)}`;
    case 'prefix':
      return `begin with ${quote(test.value)}`;
    case 'suffix':
      return `end with ${quote(test.value)}`;
    case 'contains':
      return `contain ${quote(test.value)}`;
    case 'regex':
      return `match the regex ${test.regex}`;
    case 'present':
      return test.present ? 'be there' : 'be absent';
    case 'range':
      return `be a number from ${test.start} to below ${test.end}`;
    case 'unsupported':
      return `fulfill ${test.field}`;
  }
}

/** A value that fulfills a test, where one can be written down. */
export function exampleOf(test: HeaderTest | QueryParameterMatcher['test'] | StringMatcher): string | null {
  switch (test.kind) {
    case 'exact':
    case 'deprecatedExact':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return test.value;
    case 'present':
      return test.present ? '1' : null;
    case 'range':
      return test.start;
    case 'regex':
      return /^[A-Za-z0-9_ /-]*$/.test(test.regex) ? test.regex : null;
    case 'unsupported':
      return null;
  }
}

/** `the method`, `the header x-a`. */
export function headerText({ name }: Pick<HeaderMatcher, 'name'>): string {
  switch (name.toLowerCase()) {
    case ':method':
      return 'the method';
    case ':authority':
      return 'the host';
    case ':scheme':
      return 'the scheme';
    case ':path':
      return 'the path with its query';
    default:
      return `the header ${name}`;
  }
}
