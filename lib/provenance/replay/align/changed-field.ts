/** How an entity differs from what istiod would have written, one field at a time. */

/** One field, named as in the model, with both values in plain text. */
export interface ChangedField {
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** Of things that are alike, which most are: nothing is made for them. */
export const UNCHANGED: readonly ChangedField[] = [];

/** Collects what differs. */
export function differ(into: ChangedField[], field: string, expected: string, found: string): void {
  if (expected !== found) into.push({ field, expected, found });
}
