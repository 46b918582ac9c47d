/**
 * Characters that must never reach a reader as they are: they move the cursor, change the reading direction or cannot be
 * seen, so that a name from a dump could forge output (reference/reliability-security.md 4.2; CVE-2021-25743).
 *
 * Written as ranges and not as `\p{…}`, because the Unicode tables of Node differ by version and the same input must give
 * the same bytes. C0, DEL, C1; soft hyphen; bidi marks, embeddings and isolates; zero-width and default-ignorable
 * characters; line and paragraph separators; interlinear annotations; tags and variation selectors; lone surrogates
 * (with the `u` flag a surrogate matches only when it is not part of a pair).
 */
const RANGES =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f' +
  '\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\uffff\\ud800-\\udfff' +
  '\\u{13430}-\\u{1345f}\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}';

/** Finds one hidden character. Not global, so that `test` has no state. */
export const HIDDEN: RegExp = new RegExp(`[${RANGES}]`, 'u');

/** The same for replacing all of them. */
export const HIDDEN_ALL: RegExp = new RegExp(`[${RANGES}]`, 'gu');

/** Most text is printable ASCII: one cheap test spares it everything else. */
export const NOT_PLAIN_ASCII: RegExp = /[^\x20-\x7e]/;

/**
 * Finds a character that may be hidden, or not be one column wide: all but printable ASCII and the signs of our own words.
 * Where it finds none, `length` is what the text takes on a terminal.
 */
export const NOT_PLAIN: RegExp = /[^\x20-\x7e·→]/;

/** True when `text` holds a character that must be escaped before it is shown. */
export function hasHidden(text: string): boolean {
  return NOT_PLAIN_ASCII.test(text) && HIDDEN.test(text);
}
