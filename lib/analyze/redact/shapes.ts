/** What a value looks like, whatever its place. */

/** A value that was taken away earlier, by us. */
export const MARKER: RegExp = /REDACTED-[a-z]+-\d+/g;

/** What Envoy itself leaves of a sensitive field: the text, and its base64 where the field holds bytes. */
const BY_ENVOY: ReadonlySet<string> = new Set(['[redacted]', 'W3JlZGFjdGVkXQ==', '[REDACTED]', '<Redacted>']);

/** A block of YAML ends with a line feed of its own. */
export function isRedacted(value: string): boolean {
  return BY_ENVOY.has(value) || /^REDACTED-[a-z]+-\d+\s*$/.test(value) || isEncodedMarker(value);
}

function isEncodedMarker(value: string): boolean {
  return (
    value.startsWith('UkVEQUNURUQt') && /^REDACTED-[a-z]+-\d+$/.test(Buffer.from(value, 'base64').toString('latin1'))
  );
}

/** Bits a character, of the characters that occur. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const c of text) counts.set(c, (counts.get(c) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum -= (count / text.length) * Math.log2(count / text.length);
  return sum;
}

const WORD = /[A-Za-z0-9+/_=-]{20,}/g;

/** Words of 20 characters and more that nobody has typed: keys, tokens, digests. UUIDs are names and stay. */
export function randomWords(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const found: { start: number; end: number }[] = [];
    let at = index;
    // A slash joins path segments as well as base64.
    for (const part of isRandom(word) && !word.startsWith('/') ? [word] : word.split('/')) {
      if (isRandom(part)) found.push({ start: at, end: at + part.length });
      at += part.length + 1;
    }
    return found;
  });
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isRandom(word: string): boolean {
  if (word.length < 20 || UUID.test(word) || word.startsWith('REDACTED-')) return false;
  if (/^[0-9a-f]{32,}$/i.test(word)) return /\d/.test(word) && /[a-f]/i.test(word);
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(word)).length;
  if (kinds < 3 && !(kinds === 2 && /\d/.test(word) && !/[-_/]/.test(word))) return false;
  return entropy(word) >= 3.5;
}

/** Like a host, a name or a path that a person chose: too common to be hunted through names. */
export function isPlainName(value: string): boolean {
  return (
    /^[A-Za-z0-9]([A-Za-z0-9 ._-]*[A-Za-z0-9])?$/.test(value) &&
    !isRandom(value) &&
    (value.length < 12 || !/\d/.test(value))
  );
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The text inside base64 (standard or URL alphabet); null where it is none, or holds no text. */
export function base64Text(value: string): string | null {
  if (value.length < 16) return null;
  const compact = value.replace(/\s/g, '');
  const standard = compact.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  const padded = standard + '='.repeat((4 - (standard.length % 4)) % 4);
  if (!BASE64.test(padded)) return null;
  const bytes = Buffer.from(padded, 'base64');
  const text = bytes.toString('utf8');
  if (text.includes('\ufffd')) return null;
  return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? null : text;
}
