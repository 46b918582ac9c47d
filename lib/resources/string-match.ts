/** Istio's StringMatch (networking/v1/virtual_service.proto). */
import { fieldOf, recordOf, textOf } from '../base/plain.ts';

/** `empty` is `{}`: the key must be present, whatever its value. */
export type StringMatch =
  { readonly kind: 'exact' | 'prefix' | 'regex'; readonly value: string } | { readonly kind: 'empty' };

const FORMS = ['exact', 'prefix', 'regex'] as const;

/** Undefined when there is no match at all. */
export function stringMatchOf(value: unknown): StringMatch | undefined {
  if (recordOf(value) === undefined) return undefined;
  for (const kind of FORMS) {
    const text = textOf(fieldOf(value, kind));
    if (text !== undefined) return { kind, value: text };
  }
  return { kind: 'empty' };
}

export type StringMatchMap = ReadonlyMap<string, StringMatch>;

/** Shared: few matches look at headers or parameters. */
const NO_MATCHES: StringMatchMap = new Map();

/** A map of matches; a null value stands for `{}`, as protobuf JSON reads it. */
export function stringMatchMapOf(value: unknown): StringMatchMap {
  const record = recordOf(value);
  if (record === undefined) return NO_MATCHES;
  const matches = new Map<string, StringMatch>();
  for (const key of Object.keys(record)) matches.set(key, stringMatchOf(record[key]) ?? { kind: 'empty' });
  return matches;
}
