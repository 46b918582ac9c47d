/**
 * Fields whose type is not what Envoy writes, in words. The schemas are tolerant (schemas/input/): unknown fields pass.
 * Readers take such a field as absent; saying so is this file's business.
 */
import * as validators from './generated/validators.js';

export type Checked = keyof typeof validators;

/** One field: where in the element, and what is wrong with it. */
export interface Misfit {
  readonly path: string;
  readonly problem: string;
}

/** `/match/headers/0/name` → `match.headers[0].name`; empty for the element itself. */
function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((part, i) => (/^\d+$/.test(part) ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join('');
}

const ARTICLES: Readonly<Partial<Record<string, string>>> = {
  object: 'an object',
  array: 'a list',
  string: 'text',
  boolean: 'true or false',
  number: 'a number',
};

function expected(type: unknown): string {
  const types = (Array.isArray(type) ? (type as unknown[]) : [type]).map(String).filter((name) => name !== 'null');
  return types.map((name) => ARTICLES[name] ?? name).join(' or ');
}

/** The first misfit of an element (looking for all would let hostile input make millions); null for what Envoy writes. */
export function misfitOf(kind: Checked, value: unknown): Misfit | null {
  const validate = validators[kind];
  if (validate(value)) return null;
  const error = validate.errors?.[0];
  return { path: dotted(error?.instancePath ?? ''), problem: `should be ${expected(error?.params['type'])}` };
}
