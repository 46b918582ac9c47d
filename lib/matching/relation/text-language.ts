/** String and header tests as languages; null where a test cannot be decided. */
import type { HeaderTest, StringMatcher } from '../../model/index.ts';
import { toBytes } from '../bytes.ts';
import { isRedactedText } from '../match-gap.ts';
import type { RegexCache } from '../regex.ts';
import type { Language } from './language.ts';
import { ANYTHING, NO_TEXT } from './language.ts';
import { literalLanguage } from './literal-language.ts';
import { rangeLanguage } from './range-language.ts';
import { regexLanguage } from './regex/regex-language.ts';

/** Builds each regex once. */
export class TextLanguages {
  readonly regexes: RegexCache;
  readonly #built = new Map<string, Language | null>();

  constructor(regexes: RegexCache) {
    this.regexes = regexes;
  }

  ofRegex(source: string): Language | null {
    if (isRedactedText(source)) return null;
    let language = this.#built.get(source);
    if (language === undefined) {
      language = regexLanguage(this.regexes.get(source), this.regexes.mode);
      this.#built.set(source, language);
    }
    return language;
  }

  ofString(matcher: StringMatcher): Language | null {
    switch (matcher.kind) {
      case 'exact':
      case 'prefix':
      case 'suffix':
      case 'contains':
        return literal(matcher.kind, matcher.value, matcher.ignoreCase === true);
      case 'regex':
        return this.ofRegex(matcher.regex);
      case 'unsupported':
        return null;
    }
  }

  /** What the values of a header are tested for; presence is `ANYTHING` or `NO_TEXT`. */
  ofHeader(test: HeaderTest): Language | null {
    switch (test.kind) {
      case 'present':
        return test.present ? ANYTHING : NO_TEXT;
      case 'deprecatedExact':
        return test.value === '' ? ANYTHING : literal('exact', test.value, false);
      case 'range':
        return rangeOf(test.start, test.end);
      case 'exact':
      case 'prefix':
      case 'suffix':
      case 'contains':
      case 'regex':
      case 'unsupported':
        return this.ofString(test);
    }
  }
}

export function literal(
  kind: 'exact' | 'prefix' | 'separated' | 'suffix' | 'contains',
  text: string,
  fold: boolean,
): Language | null {
  return isRedactedText(text) ? null : literalLanguage(kind, toBytes(text), fold);
}

const DECIMAL = /^[+-]?\d+$/;

function rangeOf(start: string, end: string): Language | null {
  return DECIMAL.test(start) && DECIMAL.test(end) ? rangeLanguage(BigInt(start), BigInt(end)) : null;
}
