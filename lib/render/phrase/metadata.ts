import { word } from './quote.ts';
import { isRecord, rawText } from './raw.ts';

/** Keys of one path, `[{key}]`; null when it has another shape. */
function pathKeys(path: unknown): string | null {
  if (!Array.isArray(path)) return null;
  let out = '';
  for (const segment of path as readonly unknown[]) {
    if (!isRecord(segment) || typeof segment['key'] !== 'string' || Object.keys(segment).length !== 1) return null;
    out += `[${segment['key']}]`;
  }
  return out;
}

/** `{exact: v}`, the only string matcher that fits on one word; anything else is printed as it was read. */
function exactOf(matcher: unknown): string | null {
  if (!isRecord(matcher) || Object.keys(matcher).length !== 1) return null;
  return typeof matcher['exact'] === 'string' ? matcher['exact'] : null;
}

/** The value of a ValueMatcher as `=v` or ` contains v`; null when it has another shape. */
function valueWords(value: unknown): string | null {
  if (!isRecord(value) || Object.keys(value).length !== 1) return null;
  const direct = exactOf(value['stringMatch'] ?? value['string_match']);
  if (direct !== null) return `=${word(direct)}`;
  const list = value['listMatch'] ?? value['list_match'];
  const one = isRecord(list) ? (list['oneOf'] ?? list['one_of']) : undefined;
  if (!isRecord(list) || Object.keys(list).length !== 1 || !isRecord(one)) return null;
  const member = Object.keys(one).length === 1 ? exactOf(one['stringMatch'] ?? one['string_match']) : null;
  return member === null ? null : ` has ${word(member)}`;
}

/**
 * One entry of RouteMatch.dynamic_metadata, which JWT claim routing writes (Istio: `@request.auth.claims.…`). The usual
 * shape reads as `metadata istio_authn[request.auth.claims][group]=dev`; any other is printed whole.
 */
export function metadataWords(matcher: unknown): string {
  if (isRecord(matcher) && typeof matcher['filter'] === 'string') {
    const { filter, path, value, invert, ...rest } = matcher;
    const keys = pathKeys(path);
    const wanted = valueWords(value);
    const known = Object.keys(rest).length === 0 && (invert === undefined || typeof invert === 'boolean');
    if (keys !== null && wanted !== null && known) {
      return `${invert === true ? 'not ' : ''}metadata ${filter}${keys}${wanted}`;
    }
  }
  return `metadata ${rawText(matcher)}`;
}
