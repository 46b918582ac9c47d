/** Chromium's path canonicalization as Envoy's normalize_path uses it; all 256 byte values were probed on 1.40.0. */
import type { ByteString } from './bytes.ts';

/** Nothing that canonicalization would change: the common case, decided by one scan. */
const ALREADY_CANONICAL = /^(?:\/(?:[A-Za-z0-9_~!$&'()*+,;=:@-][A-Za-z0-9_~!$&'()*+,;=:@.-]*)?)*$/;
const ESCAPE = /%([0-9A-Fa-f]{2})/g;
const UNRESERVED = /^[A-Za-z0-9._~-]$/;
/** Raw bytes that become escapes; raw spaces and controls never get this far in HTTP/1. */
const MUST_ESCAPE = /[\0-\x20"<>^`{|}\x7f-\xff]/g;
/** `..;params` and `.;params` as a whole segment: only in their raw spelling, up to the next slash. */
const DOTS_WITH_PARAMETERS = /(\/\.\.?);[^/]*/g;

/** The canonical path, or null when Envoy refuses it (`%00`). `file` is without query and starts with a slash. */
export function canonicalPath(file: ByteString, stripParametersOfDots: boolean): ByteString | null {
  if (ALREADY_CANONICAL.test(file)) return file;
  const raw = stripParametersOfDots ? file.replace(DOTS_WITH_PARAMETERS, '$1') : file;
  if (raw.includes('%00')) return null;
  const spelled = raw
    .replaceAll('\\', '/')
    .replace(ESCAPE, decodeUnreserved)
    .replace(MUST_ESCAPE, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return removeDotSegments(spelled);
}

function decodeUnreserved(escape: string, hex: string): string {
  const char = String.fromCharCode(Number.parseInt(hex, 16));
  return UNRESERVED.test(char) ? char : escape;
}

/** RFC 3986 section 5.2.4 with empty segments kept: `/a//../b` is `/a/b`, `/a/..` is `/`, never above the root. */
function removeDotSegments(file: ByteString): ByteString {
  const kept: string[] = [];
  const segments = file.split('/').slice(1);
  segments.forEach((segment, position) => {
    const last = position === segments.length - 1;
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else {
      if (segment === '..') kept.pop();
      if (last) kept.push('');
    }
  });
  return `/${kept.join('/')}`;
}
