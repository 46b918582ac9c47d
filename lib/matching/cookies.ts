/** Cookies as Envoy parses them (source/common/http/utility.cc forEachCookie; reference/envoy-semantics.md 4.4). */
import type { ByteString } from './bytes.ts';

/** `values` are the Cookie header's fields in order; the first occurrence of a name wins. */
export function parseCookies(values: readonly ByteString[]): ReadonlyMap<ByteString, ByteString> {
  const cookies = new Map<ByteString, ByteString>();
  for (const part of values.flatMap((value) => value.split(';'))) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const name = part.slice(0, equals).replace(/^ +/, '');
    if (!cookies.has(name)) cookies.set(name, unquote(part.slice(equals + 1)));
  }
  return cookies;
}

function unquote(value: ByteString): ByteString {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}
