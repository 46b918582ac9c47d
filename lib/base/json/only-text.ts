/** The most frequent small object of a dump, `{"operation": "…"}`, without JSON.parse: it stands on every route. */
import { BYTE } from './bytes.ts';

/** First byte at or after `at` that is no white space; the end of the bytes when there is none. */
function skipSpace(bytes: Buffer, at: number): number {
  let i = at;
  for (let c = bytes[i]; c === BYTE.space || c === BYTE.lineFeed || c === BYTE.carriageReturn || c === BYTE.tab;)
    c = bytes[++i];
  return i;
}

/** Offset of the quote that closes the string opened at `at`; -1 unless it is plain ASCII without escapes. */
function plainStringEnd(bytes: Buffer, at: number): number {
  if (bytes[at] !== BYTE.quote) return -1;
  for (let i = at + 1; ; i++) {
    const c = bytes[i] ?? 0;
    if (c === BYTE.quote) return i;
    if (c === BYTE.backslash || c < BYTE.space || c > 0x7e) return -1;
  }
}

/** The string at `at` and the offset behind it; null unless it is one of plain ASCII without escapes. */
export function plainText(bytes: Buffer, at: number): { readonly text: string; readonly end: number } | null {
  const end = plainStringEnd(bytes, at);
  return end === -1 ? null : { text: bytes.toString('latin1', at + 1, end), end: end + 1 };
}

/** The text of `{"key": "text"}` at `at` and the offset behind it; null for an object of any other form. */
export function onlyText(
  bytes: Buffer,
  at: number,
  key: string,
): { readonly text: string; readonly end: number } | null {
  if (bytes[at] !== BYTE.openBrace) return null;
  const keyStart = skipSpace(bytes, at + 1);
  const keyEnd = plainStringEnd(bytes, keyStart);
  if (keyEnd - keyStart - 1 !== key.length || bytes.toString('latin1', keyStart + 1, keyEnd) !== key) return null;
  const colon = skipSpace(bytes, keyEnd + 1);
  if (bytes[colon] !== BYTE.colon) return null;
  const value = plainText(bytes, skipSpace(bytes, colon + 1));
  if (value === null) return null;
  const brace = skipSpace(bytes, value.end);
  return bytes[brace] === BYTE.closeBrace ? { text: value.text, end: brace + 1 } : null;
}
