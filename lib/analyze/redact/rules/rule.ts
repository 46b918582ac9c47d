import type { Place } from '../place.ts';
import type { SecretClass } from '../registry.ts';

/** A part of a value to take away. `keep` stands around the marker: the scheme, a comment sign. */
export interface Find {
  readonly start: number;
  readonly end: number;
  readonly before?: string;
  readonly after?: string;
}

/** One row of the table. `find` says which parts of the string at a place are secret. */
export interface Rule {
  readonly id: string;
  readonly class: SecretClass;
  /** For the manifest: what it takes away. */
  readonly what: string;
  readonly find: (place: Place) => readonly Find[];
}

export const NOTHING: readonly Find[] = [];

export function whole(value: string): readonly Find[] {
  return value === '' ? NOTHING : [{ start: 0, end: value.length }];
}

/** All matches of group `group` (0: the whole match). The pattern needs the flags `g` and `d`. */
export function matches(value: string, pattern: RegExp, group = 0): readonly Find[] {
  const found: Find[] = [];
  for (const match of value.matchAll(pattern)) {
    const span = match.indices?.[group];
    if (span !== undefined && span[0] < span[1]) found.push({ start: span[0], end: span[1] });
  }
  return found;
}
