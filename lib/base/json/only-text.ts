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
  const start = skipSpace(bytes, colon + 1);
  const end = plainStringEnd(bytes, start);
  if (end === -1) return null;
  const brace = skipSpace(bytes, end + 1);
  if (bytes[brace] !== BYTE.closeBrace) return null;
  return { text: bytes.toString('latin1', start + 1, end), end: brace + 1 };
}
