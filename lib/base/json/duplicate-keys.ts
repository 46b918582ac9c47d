/** Names the keys that occur twice in one object; run only on ranges in which the counts say that there are some. */
import { BYTE } from './bytes.ts';
import { stringEnd } from './string-end.ts';

/** At most `limit` duplicate keys of the (valid) JSON in `bytes[start, end)`, each with the byte of its repetition. */
export function findDuplicateKeys(
  bytes: Buffer,
  start: number,
  end: number,
  limit: number,
): { readonly key: string; readonly byte: number }[] {
  const found: { key: string; byte: number }[] = [];
  const open: (Set<string> | null)[] = [];
  let lastString: { key: string; byte: number } | null = null;
  for (let i = start; i < end && found.length < limit; i++) {
    const c = bytes[i] as number;
    if (c === BYTE.quote) {
      const after = stringEnd(bytes, i, end, 0);
      if (after === -1) break;
      lastString = { key: JSON.parse(bytes.toString('utf8', i, after)) as string, byte: i };
      i = after - 1;
    } else if (c === BYTE.openBrace) open.push(new Set());
    else if (c === BYTE.openBracket) open.push(null);
    else if (c === BYTE.closeBrace || c === BYTE.closeBracket) open.pop();
    else if (c === BYTE.colon && lastString !== null) {
      const keys = open.at(-1);
      if (keys?.has(lastString.key) === true) found.push(lastString);
      keys?.add(lastString.key);
      lastString = null;
    }
  }
  return found;
}
