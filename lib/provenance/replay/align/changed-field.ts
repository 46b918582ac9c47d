/** How an entity differs from what istiod would have written, one field at a time. */

/** One field, named as in the model, with both values in plain text. */
export interface ChangedField {
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** Nothing where both are the same. */
export function difference(field: string, expected: string, found: string): readonly ChangedField[] {
  return expected === found ? [] : [{ field, expected, found }];
}
