/** Trouble with data is a value: warnings, errors and gaps travel with the result; they are not exceptions. */

/**
 * One thing to tell a person. `code` is permanent and never reused; `where` is a document name with a position as far as
 * known; `hint` is what to do, one command where there is one. `count` groups repeats.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly document?: string;
  readonly byte?: number;
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
  readonly hint?: string;
  readonly count?: number;
}

/** Something absent or not understood in the input, that an answer may have to name. */
export type Gap =
  | { readonly kind: 'sectionAbsent'; readonly section: Section }
  | { readonly kind: 'sectionNotRead'; readonly section: Section }
  | { readonly kind: 'unknownType'; readonly type: string; readonly count: number }
  | { readonly kind: 'unknownField'; readonly message: string; readonly field: string; readonly count: number };

/** The sections a proxy's configuration has. */
export const SECTIONS = ['bootstrap', 'listeners', 'routes', 'clusters', 'endpoints', 'secrets', 'ecds'] as const;
export type Section = (typeof SECTIONS)[number];
