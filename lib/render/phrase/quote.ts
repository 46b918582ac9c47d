/**
 * A value inside a phrase: bare, or quoted as JSON where it is empty or holds white space or quotes. Parts of a phrase
 * are always set apart by a space, so `x-a="1, GET"` can never be mistaken for two conditions. Not an escape for any
 * output; printers apply theirs.
 */
export function word(value: string): string {
  return /[\s"]|^$/.test(value) ? JSON.stringify(value) : value;
}

/** The name of a header, parameter or cookie: quoted where it could run into the operator after it. */
export function nameWord(name: string): string {
  return /^:?[\w.-]+$/.test(name) ? name : JSON.stringify(name);
}
