/** envoy.config.route.v3.HeaderMatcher: the old flat fields and `string_match`. Also used by RBAC rules. */
import type { HeaderMatcher, HeaderTest } from '../../model/index.ts';
import { flag, member, message, text } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { readStringMatcher, regexOf } from './string-matcher.ts';

interface HeaderDraft {
  name: string;
  test?: HeaderTest;
  invert?: boolean;
  treatMissingAsEmpty?: boolean;
}

const READ_HEADER = message<HeaderDraft>(
  'envoy.config.route.v3.HeaderMatcher',
  {
    name: (draft, value) => {
      draft.name = text(value);
    },
    string_match: (draft, value, reading) => {
      draft.test = readStringMatcher(value, reading);
    },
    exact_match: (draft, value) => {
      draft.test = { kind: 'deprecatedExact', value: text(value) };
    },
    safe_regex_match: (draft, value) => {
      draft.test = { kind: 'regex', regex: regexOf(value) };
    },
    regex_match: (draft, value) => {
      draft.test = { kind: 'regex', regex: text(value) };
    },
    prefix_match: (draft, value) => {
      draft.test = { kind: 'prefix', value: text(value) };
    },
    suffix_match: (draft, value) => {
      draft.test = { kind: 'suffix', value: text(value) };
    },
    contains_match: (draft, value) => {
      draft.test = { kind: 'contains', value: text(value) };
    },
    range_match: (draft, value) => {
      // int64: absent is 0, and text keeps what a double would round.
      draft.test = {
        kind: 'range',
        start: text(member(value, 'start')) || '0',
        end: text(member(value, 'end')) || '0',
      };
    },
    present_match: (draft, value) => {
      draft.test = { kind: 'present', present: flag(value) };
    },
    invert_match: (draft, value) => {
      if (flag(value)) draft.invert = true;
    },
    treat_missing_header_as_empty: (draft, value) => {
      if (flag(value)) draft.treatMissingAsEmpty = true;
    },
  },
  (draft, unsupported) => {
    draft.test ??= unsupported;
  },
);

/**
 * No specifier means "present" (reference/envoy-semantics.md 4.2); a specifier of a newer Envoy is `unsupported`, because
 * reading it as "no specifier" would be a wrong answer.
 */
export function readHeaderMatcher(raw: unknown, reading: Reading): HeaderMatcher {
  const draft = READ_HEADER({ name: '' }, raw, reading);
  return { ...draft, test: draft.test ?? { kind: 'present', present: true } };
}
