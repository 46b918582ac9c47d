/** Filters' typed configurations stay as read in the model; these read their fields in either spelling. */
import type { Unsupported } from '../model/index.ts';

/** A field by its snake_case name, written in snake or camel case; undefined when absent. */
export function rawField(raw: unknown, name: string): unknown {
  if (typeof raw !== 'object' || raw === null) return undefined;
  if (Object.hasOwn(raw, name)) return Reflect.get(raw, name);
  const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.hasOwn(raw, camel) ? Reflect.get(raw, camel) : undefined;
}

export function rawText(raw: unknown, name: string): string | undefined {
  const value = rawField(raw, name);
  return typeof value === 'string' ? value : undefined;
}

export function rawList(raw: unknown, name: string): readonly unknown[] {
  const value = rawField(raw, name);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The last part of a message type's name: `StringValue` of `type.googleapis.com/google.protobuf.StringValue`. */
export function rawTypeName(raw: unknown): string {
  return rawText(raw, '@type')?.split(/[./]/).at(-1) ?? '';
}

/**
 * The first field that is none of `known` (snake_case), as a gap: what a newer Envoy put there may change what the rest
 * means. `@type` says nothing of the kind, nor does a null.
 */
export function rawStranger(raw: unknown, known: ReadonlySet<string>): Unsupported | null {
  if (typeof raw !== 'object' || raw === null) return null;
  for (const [key, value] of Object.entries(raw)) {
    const field = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (value !== null && field !== '@type' && !known.has(field)) return { kind: 'unsupported', field, raw: value };
  }
  return null;
}
