/**
 * The YAML dialect of Kubernetes: sigs.k8s.io/yaml reads YAML 1.1 booleans (`on`, `yes`) and integers (`010` is eight),
 * but no timestamps and no sexagesimal numbers (reference/libraries.md section 6).
 */
import { CORE_SCHEMA, NOT_RESOLVED, defineMappingTag, defineScalarTag, mergeTag, type Schema } from 'js-yaml';

import { PlainRecord } from './plain-record.ts';

const INTEGER = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const OCTAL = /^([-+]?)0o?([0-7_]+)$/;
const HEX = /^([-+]?)0x([0-9a-fA-F_]+)$/;
const BINARY = /^([-+]?)0b([01_]+)$/;

function parseRadix(match: RegExpExecArray, radix: number): number {
  const value = Number.parseInt((match[2] ?? '').replaceAll('_', ''), radix);
  return match[1] === '-' ? -value : value;
}

function parseInteger(text: string): number | typeof NOT_RESOLVED {
  if (INTEGER.test(text)) return Number(text.replaceAll('_', ''));
  const octal = OCTAL.exec(text);
  if (octal !== null) return parseRadix(octal, 8);
  const hex = HEX.exec(text);
  if (hex !== null) return parseRadix(hex, 16);
  const binary = BINARY.exec(text);
  return binary === null ? NOT_RESOLVED : parseRadix(binary, 2);
}

const TRUE = new Set(['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON']);
const FALSE = new Set(['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF']);

/** YAML 1.1 has `y` and `n` too; there a namespace called `n` is far more likely than a boolean that nobody writes so. */
const booleanTag = defineScalarTag<boolean>('tag:yaml.org,2002:bool', {
  implicit: true,
  implicitFirstChars: ['t', 'T', 'f', 'F', 'y', 'Y', 'n', 'N', 'o', 'O'],
  resolve: (text) => {
    if (TRUE.has(text)) return true;
    return FALSE.has(text) ? false : NOT_RESOLVED;
  },
  identify: () => false,
});

const integerTag = defineScalarTag<number>('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: ['-', '+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  resolve: (text) => parseInteger(text),
  identify: () => false,
});

/** Mappings without a prototype: a label named `__proto__` or `constructor` is a label. Keys become text. */
const recordTag = defineMappingTag<Record<string, unknown>>('tag:yaml.org,2002:map', {
  create: () => new PlainRecord(),
  addPair: (record, key, value) => {
    if (typeof key === 'object' && key !== null) return 'a mapping key must be a scalar';
    record[String(key)] = value;
    return '';
  },
  has: (record, key) => Object.hasOwn(record, String(key)),
  keys: (record) => Object.keys(record),
  get: (record, key) => record[String(key)],
  identify: () => false,
});

export const KUBERNETES_SCHEMA: Schema = CORE_SCHEMA.withTags(booleanTag, integerTag, mergeTag, recordTag);
