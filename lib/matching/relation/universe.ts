/**
 * Which values facts may have at all, given where the requests come from. Always at least what is possible: a claim
 * that nothing gets through must hold for every request (reference/envoy-semantics.md 2.2-2.4, 10.1).
 */
import { toBytes } from '../bytes.ts';
import { byteOrder } from './byte-choices.ts';
import type { Fact } from './condition.ts';
import type { Language } from './language.ts';
import { literalLanguage } from './literal-language.ts';
import { patternLanguage } from './regex/regex-language.ts';

/** What is known of the requests. Absent: anything. */
export interface Universe {
  /** Every connection manager in front normalizes paths, or merges slashes. */
  readonly normalizedPath?: boolean;
  readonly mergedSlashes?: boolean;
  /** The only values of x-forwarded-proto, where clients cannot set it. */
  readonly forwardedProtos?: readonly string[];
  /** The only values of `:scheme`. */
  readonly schemes?: readonly string[];
  /** Hosts worth trying first, and an RE2 pattern of all that lead here. */
  readonly authorities?: { readonly guesses: readonly string[]; readonly pattern: string | null };
  /** No connection is TLS: no client certificates. */
  readonly plainText?: boolean;
}

const TEXT_ORDER = byteOrder('abcdefghijklmnopqrstuvwxyz0123456789-_.ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const PATH_ORDER = byteOrder('/abcdefghijklmnopqrstuvwxyz0123456789-_.ABCDEFGHIJKLMNOPQRSTUVWXYZ~');
const METHOD_ORDER = byteOrder('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PURGE', 'PROPFIND', 'COPY'];

const ANY_PATH = '/[^\\x00-\\x20#?\\x7f]*(\\?[^\\x00-\\x20#\\x7f]*)?';
/** What canonicalPath leaves: raw quotes, brackets, backslashes and high bytes are gone. */
const CANONICAL_PATH = '/[^\\x00-\\x20"#<>?\\\\^`{|}\\x7f-\\xff]*(\\?[^\\x00-\\x20#\\x7f]*)?';
const DOT_SEGMENTS = '[^?]*/\\.\\.?(/[^?]*)?(\\?.*)?';
/** A path of slashes only stays as it is (observed). */
const DOUBLE_SLASHES = '[^?]*//[^?]*[^/?][^?]*(\\?.*)?|[^?]*[^/?][^?]*//[^?]*(\\?.*)?';
/** Values lose spaces and tabs at their ends; no codec lets NUL or line ends through. */
const HEADER_VALUE = '([^\\x00\\t\\n\\r ]([^\\x00\\n\\r]*[^\\x00\\t\\n\\r ])?)?';
const QUERY_VALUE = '[^\\x00-\\x20#&\\x7f]*';
const COOKIE_VALUE = '[^\\x00\\n\\r;]*';
const METHOD = '[!-~]+';
const AUTHORITY = '[^\\x00-\\x20/?#\\x7f]*';

/** Paths that nobody would have written a route for. */
const ELSEWHERE: Language = literalLanguage('contains', '/other', false);

type Shape = Omit<Fact, 'key' | 'name'>;

function shape(kind: Fact['shape'], patterns: readonly string[], guesses: readonly string[] = []): Shape {
  return { shape: kind, inside: patterns.map(patternLanguage), outside: [], order: TEXT_ORDER, guesses };
}

function oneOf(values: readonly string[] | undefined, fallback: readonly string[]): Shape {
  if (values === undefined) return shape('one', [HEADER_VALUE], fallback);
  return { ...shape('one', [], values), inside: [patternLanguage(values.map(quote).join('|'))] };
}

function quote(text: string): string {
  return toBytes(text).replace(/[^A-Za-z0-9]/g, '\\$&');
}

export function pathShape({ normalizedPath, mergedSlashes }: Universe): Shape {
  const outside: Language[] = [];
  if (normalizedPath === true) outside.push(patternLanguage(DOT_SEGMENTS));
  if (mergedSlashes === true) outside.push(patternLanguage(DOUBLE_SLASHES));
  const inside = patternLanguage(normalizedPath === true ? CANONICAL_PATH : ANY_PATH);
  return { shape: 'one', inside: [inside], outside, order: PATH_ORDER, guesses: ['/'], elsewhere: ELSEWHERE };
}

export function methodShape(): Shape {
  return { ...shape('one', [METHOD], METHODS), order: METHOD_ORDER };
}

export function authorityShape({ authorities }: Universe): Shape {
  const patterns = [
    AUTHORITY,
    ...(authorities?.pattern === null || authorities === undefined ? [] : [authorities.pattern]),
  ];
  return shape('one', patterns, authorities?.guesses ?? []);
}

export function schemeShape({ schemes }: Universe): Shape {
  return oneOf(schemes, ['http', 'https']);
}

export function forwardedProtoShape({ forwardedProtos }: Universe): Shape {
  return oneOf(forwardedProtos, ['http', 'https']);
}

/** `repeated`: each field of that name is tested by itself. */
export function headerShape(repeated: boolean): Shape {
  return shape(repeated ? 'many' : 'optional', [HEADER_VALUE]);
}

export function queryShape(): Shape {
  return shape('optional', [QUERY_VALUE]);
}

export function cookieShape(): Shape {
  return shape('optional', [HEADER_VALUE, COOKIE_VALUE]);
}

export function certificateShape({ plainText }: Universe): Shape {
  return shape('certificate', [], plainText === true ? [''] : []);
}

export function bareShape(kind: 'random' | 'open' | 'one'): Shape {
  return shape(kind, []);
}
