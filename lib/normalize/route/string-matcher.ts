/** envoy.type.matcher.v3.StringMatcher and RegexMatcher. */
import type { StringMatcher, Unsupported } from '../../model/index.ts';
import { flag, ignored, member, message, stranger, text, unsupported as unsupportedField } from '../read/index.ts';
import type { Reading } from '../read/index.ts';

interface Draft {
  test: StringMatcher | null;
  strange?: Unsupported;
  ignoreCase: boolean;
}

/** RegexMatcher.regex; the engine (`google_re2: {}`) is RE2 in every version that Envoy accepts. */
export function regexOf(value: unknown): string {
  return text(member(value, 'regex'));
}

/** The test of a RegexMatcher. */
export function regexTest(value: unknown): { readonly kind: 'regex'; readonly regex: string } | Unsupported {
  return stranger(value, ['regex', 'google_re2']) ?? { kind: 'regex', regex: regexOf(value) };
}

const READ = message<Draft>(
  'envoy.type.matcher.v3.StringMatcher',
  {
    exact: (draft, value) => {
      draft.test = { kind: 'exact', value: text(value) };
    },
    prefix: (draft, value) => {
      draft.test = { kind: 'prefix', value: text(value) };
    },
    suffix: (draft, value) => {
      draft.test = { kind: 'suffix', value: text(value) };
    },
    contains: (draft, value) => {
      draft.test = { kind: 'contains', value: text(value) };
    },
    safe_regex: (draft, value) => {
      draft.test = regexTest(value);
    },
    regex: (draft, value) => {
      draft.test = { kind: 'regex', regex: text(value) };
    },
    custom: (draft, value) => {
      draft.test = unsupportedField('custom', value);
    },
    ignore_case: (draft, value) => {
      draft.ignoreCase = flag(value);
    },
    hidden_envoy_deprecated_regex: ignored,
  },
  (draft, unsupported) => {
    draft.strange ??= unsupported;
  },
);

/** A matcher without any known test is `unsupported` with the whole message: it must not read as "matches nothing". */
export function readStringMatcher(raw: unknown, reading: Reading): StringMatcher {
  const draft = READ({ test: null, ignoreCase: false }, raw, reading);
  if (draft.strange !== undefined) return draft.strange;
  if (draft.test === null) return unsupportedField('string_match', raw);
  if (!draft.ignoreCase || draft.test.kind === 'unsupported') return draft.test;
  return { ...draft.test, ignoreCase: true };
}
