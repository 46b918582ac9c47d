/** StringMatcher and HeaderMatcher inside configurations that the model keeps as read (RBAC, matcher trees). */
import type { HeaderMatcher, HeaderTest, StringMatcher } from '../model/index.ts';
import { rawField, rawStranger, rawText } from './raw-field.ts';

const LITERALS = ['exact', 'prefix', 'suffix', 'contains'] as const;

const STRING = new Set([...LITERALS, 'safe_regex', 'ignore_case']);
const REGEX = new Set(['regex', 'google_re2']);
const RANGE = new Set(['start', 'end']);
const HEADER = new Set(
  (
    'name invert_match treat_missing_header_as_empty string_match present_match range_match exact_match prefix_match ' +
    'suffix_match contains_match safe_regex_match'
  ).split(' '),
);

export function decodeString(raw: unknown): StringMatcher {
  const strange = rawStranger(raw, STRING) ?? rawStranger(rawField(raw, 'safe_regex'), REGEX);
  if (strange !== null) return strange;
  const ignoreCase = rawField(raw, 'ignore_case') === true ? { ignoreCase: true } : {};
  for (const kind of LITERALS) {
    const value = rawText(raw, kind);
    if (value !== undefined) return { kind, value, ...ignoreCase };
  }
  const regex = rawText(rawField(raw, 'safe_regex'), 'regex');
  return regex === undefined
    ? { kind: 'unsupported', field: 'string_match', raw }
    : { kind: 'regex', regex, ...ignoreCase };
}

export function decodeHeader(raw: unknown): HeaderMatcher {
  return {
    name: rawText(raw, 'name') ?? '',
    test: decodeHeaderTest(raw),
    ...(rawField(raw, 'invert_match') === true ? { invert: true } : {}),
    ...(rawField(raw, 'treat_missing_header_as_empty') === true ? { treatMissingAsEmpty: true } : {}),
  };
}

function decodeHeaderTest(raw: unknown): HeaderTest {
  const strange =
    rawStranger(raw, HEADER) ??
    rawStranger(rawField(raw, 'range_match'), RANGE) ??
    rawStranger(rawField(raw, 'safe_regex_match'), REGEX);
  if (strange !== null) return strange;
  const string = rawField(raw, 'string_match');
  if (string !== undefined) return decodeString(string);
  const present = rawField(raw, 'present_match');
  if (present !== undefined) return { kind: 'present', present: present === true };
  const range = rawField(raw, 'range_match');
  if (range !== undefined) return { kind: 'range', start: integer(range, 'start'), end: integer(range, 'end') };
  const exact = rawText(raw, 'exact_match');
  if (exact !== undefined) return { kind: 'deprecatedExact', value: exact };
  for (const kind of ['prefix', 'suffix', 'contains'] as const) {
    const value = rawText(raw, `${kind}_match`);
    if (value !== undefined) return { kind, value };
  }
  const regex = rawText(rawField(raw, 'safe_regex_match'), 'regex');
  return regex === undefined ? { kind: 'present', present: true } : { kind: 'regex', regex };
}

/** An int64 as decimal text; protobuf JSON leaves zero out and may write numbers or strings. */
function integer(raw: unknown, name: string): string {
  const value = rawField(raw, name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '0';
}
