/** The path and host sent upstream (reference/envoy-semantics.md section 5). */
import type { HostRewrite, PathMatcher, PathRewrite } from '../model/index.ts';
import { RE2JS } from 're2js';
import type { AdmittedRequest } from './admitted-request.ts';
import type { ByteString } from './bytes.ts';
import { asciiLower, isAscii, toBytes } from './bytes.ts';
import type { MatchGap } from './match-gap.ts';
import type { RegexCache } from './regex.ts';
import { isWritten } from './visible-headers.ts';

/** The whole new path, query included; unchanged when the rewrite is empty. */
export function rewritePath(
  rewrite: PathRewrite,
  matched: PathMatcher,
  request: AdmittedRequest,
  regexes: RegexCache,
): ByteString | MatchGap {
  const path = request.facts.path ?? '';
  const file = request.file ?? '';
  switch (rewrite.kind) {
    case 'prefix':
      return rewrite.value === '' ? path : toBytes(rewrite.value) + path.slice(matchedLength(matched, file));
    case 'regex': {
      const replaced = replaceAll(rewrite.regex, rewrite.substitution, file, regexes);
      return typeof replaced === 'string' ? replaced + path.slice(file.length) : replaced;
    }
    case 'template':
      return { kind: 'unsupported', field: 'path_rewrite_policy', raw: rewrite.template };
    case 'unsupported':
      return { kind: 'unsupported', field: rewrite.field, raw: rewrite.raw };
  }
}

/**
 * The part that a prefix rewrite replaces: as many bytes as the prefix or exact path has, or the whole path for regexes.
 * Where path parameters are ignored that may be less than what was matched (observed).
 */
function matchedLength(matched: PathMatcher, file: ByteString): number {
  return matched.kind === 'prefix' || matched.kind === 'pathSeparatedPrefix' || matched.kind === 'path'
    ? toBytes(matched.value).length
    : file.length;
}

/** The host sent upstream; null when it stays the request's. `auto` takes the chosen endpoint's name. */
export function rewriteHost(
  rewrite: HostRewrite | undefined,
  request: AdmittedRequest,
  regexes: RegexCache,
): ByteString | null | MatchGap {
  if (rewrite === undefined) return null;
  switch (rewrite.kind) {
    case 'literal':
      return toBytes(rewrite.value);
    case 'auto':
      return { kind: 'unsupported', field: 'auto_host_rewrite', raw: true };
    case 'header': {
      const values = request.headers.get(asciiLower(toBytes(rewrite.header)));
      return isWritten(values) ? values.gap : (values[0] ?? null);
    }
    case 'pathRegex':
      return replaceAll(rewrite.regex, rewrite.substitution, request.file ?? '', regexes);
    case 'unsupported':
      return { kind: 'unsupported', field: rewrite.field, raw: rewrite.raw };
  }
}

const REFERENCE = /\\(\d|\\)/g;

/** RE2::GlobalReplace: every match, `\0`-`\9` in the substitution, a dollar sign is only a dollar sign. */
function replaceAll(
  source: string,
  substitution: string,
  subject: ByteString,
  regexes: RegexCache,
): ByteString | MatchGap {
  const engine = regexes.get(source).plain();
  if (!(engine instanceof RE2JS)) return engine;
  // In UTF-8 mode the engine holds characters; paths beyond ASCII would need both to be decoded.
  if (regexes.mode === 'utf8' && !isAscii(subject)) return { kind: 'regex', regex: source, why: 'subject' };
  const matcher = engine.matcher(subject);
  // RE2::GlobalReplace gives up, and changes nothing, when the substitution names a group that is not there.
  const groups = [...substitution.matchAll(REFERENCE)].map(([, group]) => Number(group));
  if (groups.some((group) => group > matcher.groupCount())) return subject;
  let result = '';
  let from = 0;
  while (matcher.find()) {
    result += subject.slice(from, matcher.start());
    result += toBytes(substitution).replace(REFERENCE, (_, group: string) =>
      group === '\\' ? '\\' : (matcher.group(Number(group)) ?? ''),
    );
    from = matcher.end();
  }
  return result + subject.slice(from);
}
