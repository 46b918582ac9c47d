/** envoy.config.route.v3.QueryParameterMatcher and CookieMatcher. */
import type { CookieMatcher, QueryParameterMatcher, Unsupported } from '../../model/index.ts';
import { flag, message, text, unsupported as unsupportedField } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { readStringMatcher } from './string-matcher.ts';

interface ParameterDraft {
  name: string;
  strange?: Unsupported;
  test?: QueryParameterMatcher['test'];
}

const READ_PARAMETER = message<ParameterDraft>(
  'envoy.config.route.v3.QueryParameterMatcher',
  {
    name: (draft, value) => {
      draft.name = text(value);
    },
    string_match: (draft, value, reading) => {
      draft.test = readStringMatcher(value, reading);
    },
    present_match: (draft, value) => {
      draft.test = { kind: 'present', present: flag(value) };
    },
    // Envoy before 1.14: `value`, with `regex: true` when it is one.
    value: (draft, value) => {
      draft.test ??= { kind: 'exact', value: text(value) };
    },
    regex: (draft, value) => {
      if (flag(value) && draft.test?.kind === 'exact') draft.test = { kind: 'regex', regex: draft.test.value };
    },
  },
  (draft, unsupported) => {
    draft.strange ??= unsupported;
  },
);

/** No specifier means "must be present" (reference/envoy-semantics.md 4.3). */
export function readQueryParameterMatcher(raw: unknown, reading: Reading): QueryParameterMatcher {
  const draft = READ_PARAMETER({ name: '' }, raw, reading);
  return { name: draft.name, test: draft.strange ?? draft.test ?? { kind: 'present', present: true } };
}

interface CookieDraft {
  name: string;
  strange?: Unsupported;
  test?: CookieMatcher['test'];
  invert?: boolean;
}

const READ_COOKIE = message<CookieDraft>(
  'envoy.config.route.v3.CookieMatcher',
  {
    name: (draft, value) => {
      draft.name = text(value);
    },
    string_match: (draft, value, reading) => {
      draft.test = readStringMatcher(value, reading);
    },
    invert_match: (draft, value) => {
      if (flag(value)) draft.invert = true;
    },
  },
  (draft, unsupported) => {
    draft.strange ??= unsupported;
  },
);

/** A cookie matcher without a test cannot be judged: Envoy's schema demands one. */
export function readCookieMatcher(raw: unknown, reading: Reading): CookieMatcher {
  const { strange, ...draft } = READ_COOKIE({ name: '' }, raw, reading);
  return { ...draft, test: strange ?? draft.test ?? unsupportedField('string_match', raw) };
}
