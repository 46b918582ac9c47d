import type { HeaderMatcher, HeaderTest } from '../../model/index.ts';
import { nameWord, word } from './quote.ts';
import { stringTestWords } from './string-test.ts';

/** A whole method in capitals reads as itself: `POST`. */
function bareMethod(header: HeaderMatcher): string | null {
  const { name, test } = header;
  const plain = header.invert !== true && header.treatMissingAsEmpty !== true;
  if (name !== ':method' || !plain || test.kind !== 'exact' || test.ignoreCase === true) return null;
  return /^[A-Z]+$/.test(test.value) ? test.value : null;
}

function testWords(name: string, test: HeaderTest, negated: boolean): string {
  switch (test.kind) {
    case 'present':
      return `${name} ${test.present === negated ? 'absent' : 'present'}`;
    case 'range':
      return `${name} ${negated ? 'not ' : ''}in [${test.start},${test.end})`;
    case 'deprecatedExact':
      // envoy-semantics.md 4.2: an empty exact_match accepts any value, unlike string_match exact "".
      if (test.value === '') return `${name}${negated ? '!=' : '='}"" (exact_match: any value)`;
      return `${name}${negated ? '!=' : '='}${word(test.value)}`;
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'regex':
    case 'unsupported':
      return stringTestWords(name, test, negated);
  }
}

/** One header condition: `x-canary=true`, `x-a present`, `:authority^=vip.`, `x-n in [1,8)`; a bare `POST` for methods. */
export function headerWords(header: HeaderMatcher): string {
  const method = bareMethod(header);
  if (method !== null) return method;
  const words = testWords(nameWord(header.name), header.test, header.invert === true);
  return header.treatMissingAsEmpty === true ? `${words} (missing = empty)` : words;
}

export const LAST_RANK = 2;

/** Method, then authority, then the rest in the order of the dump. */
export function headerRank(header: HeaderMatcher): number {
  if (header.name === ':method') return 0;
  return header.name === ':authority' ? 1 : LAST_RANK;
}
