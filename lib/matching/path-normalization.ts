/**
 * Path normalization of the connection manager, in its order: fragment, escaped slashes, canonical path, slash merging
 * (Envoy source/common/http/conn_manager_utility.cc maybeNormalizePath, path_utility.cc; observed on 1.40.0).
 */
import type { HttpConnectionManager } from '../model/index.ts';
import type { ByteString } from './bytes.ts';
import { canonicalPath } from './canonical-path.ts';
import type { SemanticsProfile } from './semantics-profile.ts';

/** A path to route with, or the answer that Envoy gives at once. */
export type NormalizedPath =
  | { readonly kind: 'path'; readonly path: ByteString }
  | { readonly kind: 'reject'; readonly why: 'fragment' | 'escapedSlash' | 'notCanonical' }
  | { readonly kind: 'redirect'; readonly path: ByteString };

const ESCAPED_SLASH = /%2[Ff]|%5[Cc]/g;
const ESCAPED_SLASH_TEST = /%2[Ff]|%5[Cc]/;

export function normalizePath(path: ByteString, hcm: HttpConnectionManager, profile: SemanticsProfile): NormalizedPath {
  const hash = path.indexOf('#');
  if (hash >= 0 && profile.flags.http_reject_path_with_fragment) return { kind: 'reject', why: 'fragment' };
  const whole = hash >= 0 ? path.slice(0, hash) : path;
  const mark = whole.indexOf('?');
  let file = mark < 0 ? whole : whole.slice(0, mark);
  const query = mark < 0 ? '' : whole.slice(mark);

  const escaped = escapedSlashes(hcm) !== 'KEEP_UNCHANGED' && ESCAPED_SLASH_TEST.test(file);
  if (escaped) {
    if (escapedSlashes(hcm) === 'REJECT_REQUEST') return { kind: 'reject', why: 'escapedSlash' };
    file = file.replace(ESCAPED_SLASH, (match) => (match.startsWith('%2') ? '/' : '\\'));
  }
  if (hcm.normalizePath === true) {
    const canonical = canonicalPath(file, profile.flags.strip_dotdot_segments_with_parameters);
    if (canonical === null) return { kind: 'reject', why: 'notCanonical' };
    file = canonical;
  }
  if (hcm.mergeSlashes === true && file.includes('//')) file = mergeSlashes(file);
  const redirect = escaped && escapedSlashes(hcm) === 'UNESCAPE_AND_REDIRECT';
  return { kind: redirect ? 'redirect' : 'path', path: file + query };
}

/** IMPLEMENTATION_SPECIFIC_DEFAULT is KEEP_UNCHANGED unless a runtime value says otherwise. */
function escapedSlashes(hcm: HttpConnectionManager): string {
  const action = hcm.pathWithEscapedSlashesAction ?? 'KEEP_UNCHANGED';
  return action === 'IMPLEMENTATION_SPECIFIC_DEFAULT' ? 'KEEP_UNCHANGED' : action;
}

/** A path of slashes only becomes `//`: Envoy puts back one slash at each end. */
function mergeSlashes(file: ByteString): ByteString {
  const middle = file
    .split('/')
    .filter((segment) => segment !== '')
    .join('/');
  return `/${middle}${file.endsWith('/') ? '/' : ''}`;
}
