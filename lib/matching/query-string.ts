/** Query parameters as Envoy splits them: no decoding, first occurrence wins (reference/envoy-semantics.md 4.3). */
import type { ByteString } from './bytes.ts';

/** `path` is the whole path; what follows its first `?` is split at `&`, each part at its first `=`. */
export function parseQuery(path: ByteString): ReadonlyMap<ByteString, ByteString> {
  const parameters = new Map<ByteString, ByteString>();
  const mark = path.indexOf('?');
  if (mark < 0) return parameters;
  for (const part of path.slice(mark + 1).split('&')) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    if (!parameters.has(name)) parameters.set(name, equals < 0 ? '' : part.slice(equals + 1));
  }
  return parameters;
}
