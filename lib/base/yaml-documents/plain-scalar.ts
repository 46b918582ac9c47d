/** Scalars whose type can be told at a glance, as kubernetes-flavored YAML reads them (schema.ts); the rest is not judged. */

import { PlainRecord } from './plain-record.ts';

/** Not a plain scalar that is safe to read here: the YAML reader decides. */
export const UNSURE: unique symbol = Symbol('unsure');

const INTEGER = /^(?:0|[1-9]\d{0,14})$/;
/** Addresses and versions (no float has two dots), durations, times. */
const DIGITS_BUT_TEXT = /^(?:\d+\.\d+\.\d+[\w.-]*|\d+(?:\.\d+)?(?:ms|s|m|h)|\d{4}-\d\d-\d\dT[\d:.]+Z)$/;
/** A dot begins a number, unless more of a regex or a path follows. */
const FIRST = /^(?:[A-Za-z_/^$(]|\.[*+/([])/;
/** Words that mean a boolean, null or a number to one YAML or another. */
const WORDS = /^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$/i;

/** The value of one line's plain or quoted scalar. No escapes, no comments, nothing that goes on in the next line. */
export function plainScalar(text: string): unknown {
  const first = text.charCodeAt(0);
  if (first === 0x27 || first === 0x22) return quoted(text);
  if (FIRST.test(text)) {
    if (text.includes(': ') || text.includes(' #') || text.endsWith(':')) return UNSURE;
    return text.length <= 5 && WORDS.test(text) ? wordOf(text) : text;
  }
  if (INTEGER.test(text)) return Number(text);
  if (text === '{}') return new PlainRecord();
  if (text === '[]') return [];
  return DIGITS_BUT_TEXT.test(text) ? text : UNSURE;
}

function wordOf(text: string): unknown {
  if (text === 'true') return true;
  if (text === 'false') return false;
  return text === 'null' ? null : UNSURE;
}

/** Without escapes and inner quotes, up to the end of the line. */
function quoted(text: string): string | typeof UNSURE {
  const quote = text.charAt(0);
  const isClosed = text.length > 1 && text.indexOf(quote, 1) === text.length - 1;
  return isClosed && !text.includes('\\') ? text.slice(1, -1) : UNSURE;
}

const KEY = /^[A-Za-z_][\w./-]*$/;

/** Kubernetes has few different keys; beyond this many they are labels, and looked at each time. */
const MAX_KEYS = 1000;
const plainKeys = new Set<string>();

/** Whether a mapping key is what it looks like. */
export function isPlainKey(text: string): boolean {
  if (plainKeys.has(text)) return true;
  const isPlain = KEY.test(text) && !(text.length <= 5 && WORDS.test(text));
  if (isPlain && plainKeys.size < MAX_KEYS) plainKeys.add(text);
  return isPlain;
}
