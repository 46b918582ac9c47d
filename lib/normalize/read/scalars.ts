/** Protobuf JSON scalars, tolerantly: what has the wrong type becomes the default; validate/ has already said so in words. */
import type { FractionalPercent, RuntimeFraction } from '../../model/index.ts';

/** Text of a string, number or boolean; empty for anything else. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A boolean, also in its BoolValue object form `{"value": true}`. */
export function flag(value: unknown): boolean {
  return value === true || value === 'true' || member(value, 'value') === true;
}

/** A 32-bit number; 64-bit integers, which JSON writes as strings, are taken when they fit a double. */
export function number(value: unknown): number {
  if (typeof value === 'number') return value;
  const wrapped = typeof value === 'string' ? value : text(member(value, 'value'));
  const parsed = Number(wrapped);
  return wrapped !== '' && Number.isFinite(parsed) ? parsed : 0;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function texts(value: unknown): string[] {
  return list(value).map(text);
}

/** A plain object, else undefined. Its keys come from the input: never index a prototype-bearing object by them. */
export function object(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** An own member of an object in snake_case or lowerCamel spelling; undefined when neither is there. */
export function member(value: unknown, snake: string, camel: string = snake): unknown {
  const found = object(value);
  if (found === undefined) return undefined;
  if (Object.hasOwn(found, snake)) return found[snake];
  return Object.hasOwn(found, camel) ? found[camel] : undefined;
}

/** An enum by name; numbers are legal on input and are looked up in `names` (index = value). */
export function enumName(value: unknown, names: readonly string[]): string {
  return typeof value === 'number' ? (names[value] ?? String(value)) : text(value);
}

const DENOMINATORS = new Map<unknown, number>([
  ['HUNDRED', 100],
  ['TEN_THOUSAND', 10_000],
  ['MILLION', 1_000_000],
  [0, 100],
  [1, 10_000],
  [2, 1_000_000],
]);

/** envoy.type.v3.FractionalPercent: an absent numerator is 0, an absent denominator HUNDRED. */
export function fractionalPercent(value: unknown): FractionalPercent {
  return {
    numerator: number(member(value, 'numerator')),
    denominator: DENOMINATORS.get(member(value, 'denominator')) ?? 100,
  };
}

/** envoy.config.core.v3.RuntimeFractionalPercent. */
export function runtimeFraction(value: unknown): RuntimeFraction {
  const key = text(member(value, 'runtime_key', 'runtimeKey'));
  return {
    ...fractionalPercent(member(value, 'default_value', 'defaultValue')),
    ...(key === '' ? {} : { runtimeKey: key }),
  };
}
