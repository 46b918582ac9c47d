/** All but printable ASCII that JSON writes as it is. */
const NEEDS_CARE = /[^\x20\x21\x23-\x5b\x5d-\x7e]/;

/** True for text that is JSON as it stands, between quotes: nearly all that dumps hold. */
export function isPlainJson(text: string): boolean {
  return !NEEDS_CARE.test(text);
}
