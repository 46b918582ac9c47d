/** Typed reading of what was parsed. Absent options stay absent: exactOptionalPropertyTypes is on. */
import type { Arguments } from './commands/index.ts';

export function textArgument(args: Arguments, name: string): string | undefined {
  const value = args[name];
  // An option given twice arrives as an array: the last one counts, as with kubectl.
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' && last !== '' ? last : undefined;
}

export function numberArgument(args: Arguments, name: string): number | undefined {
  const value = args[name];
  return typeof value === 'number' ? value : undefined;
}

export function flagArgument(args: Arguments, name: string): boolean {
  return args[name] === true;
}

export function listArgument(args: Arguments, name: string): string[] {
  const value = args[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** An option that may be given more than once. */
export function textsArgument(args: Arguments, name: string): readonly string[] {
  const value = args[name];
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one): one is string => typeof one === 'string' && one !== '');
}

/** `{ [name]: value }` when there is a value, `{}` when there is none. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> {
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, Value>>;
}
