/** envoy.config.route.v3.HeaderMatcher: the old flat fields and `string_match`. Also used by RBAC rules. */
import { addFields } from '../../base/index.ts';
import type { HeaderMatcher, HeaderTest, Unsupported } from '../../model/index.ts';
import { flag, member, message, stranger, text } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { readStringMatcher, regexTest } from './string-matcher.ts';

interface HeaderDraft {
  name: string;
  test?: HeaderTest;
  invert?: boolean;
  treatMissingAsEmpty?: boolean;
}

interface Reader {
  readonly header: HeaderDraft;
  strange?: Unsupported;
}

const READ_HEADER = message<Reader>(
  'envoy.config.route.v3.HeaderMatcher',
  {
    name: ({ header }, value) => {
      header.name = text(value);
    },
    string_match: ({ header }, value, reading) => {
      header.test = readStringMatcher(value, reading);
    },
    exact_match: ({ header }, value) => {
      header.test = { kind: 'deprecatedExact', value: text(value) };
    },
    safe_regex_match: ({ header }, value) => {
      header.test = regexTest(value);
    },
    regex_match: ({ header }, value) => {
      header.test = { kind: 'regex', regex: text(value) };
    },
    prefix_match: ({ header }, value) => {
      header.test = { kind: 'prefix', value: text(value) };
    },
    suffix_match: ({ header }, value) => {
      header.test = { kind: 'suffix', value: text(value) };
    },
    contains_match: ({ header }, value) => {
      header.test = { kind: 'contains', value: text(value) };
    },
    range_match: ({ header }, value) => {
      // int64: absent is 0, and text keeps what a double would round.
      header.test = stranger(value, ['start', 'end']) ?? {
        kind: 'range',
        start: text(member(value, 'start')) || '0',
        end: text(member(value, 'end')) || '0',
      };
    },
    present_match: ({ header }, value) => {
      header.test = { kind: 'present', present: flag(value) };
    },
    invert_match: ({ header }, value) => {
      if (flag(value)) header.invert = true;
    },
    treat_missing_header_as_empty: ({ header }, value) => {
      if (flag(value)) header.treatMissingAsEmpty = true;
    },
  },
  (reader, unsupported) => {
    reader.strange ??= unsupported;
  },
);

/**
 * No specifier means "present" (reference/envoy-semantics.md 4.2); a specifier of a newer Envoy is `unsupported`, because
 * reading it as "no specifier" would be a wrong answer.
 */
export function readHeaderMatcher(raw: unknown, reading: Reading): HeaderMatcher {
  const { header, strange } = READ_HEADER({ header: { name: '' } }, raw, reading);
  return addFields(header, { test: strange ?? header.test ?? ({ kind: 'present', present: true } as const) });
}
