import type { Unsupported } from '../../model/index.ts';

/**
 * A value as it was read, on one line. What cannot be written as JSON says so instead of throwing: input is depth-limited
 * while reading, but a renderer must not rely on it.
 */
export function rawText(value: unknown): string {
  try {
    return value === undefined ? '(nothing)' : JSON.stringify(value);
  } catch {
    return '(not printable as JSON)';
  }
}

/** A field this version does not model, by its name. */
export function unsupportedWords(field: Unsupported): string {
  return `unsupported ${field.field}`;
}

/** Narrows untyped input to something with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
