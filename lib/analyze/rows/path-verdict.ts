/** Whether a path satisfies a route's path matcher, without running its regexes: those of a dump are RE2, not ours. */
import type { RouteMatch } from '../../model/index.ts';
import { asciiLower } from './ascii.ts';

export type PathVerdict = 'yes' | 'no' | 'may';

const ofBoolean = (matches: boolean): PathVerdict => (matches ? 'yes' : 'no');

/** What Envoy matches: all before the first `?`. */
function pathOnly(path: string): string {
  const query = path.indexOf('?');
  return query === -1 ? path : path.slice(0, query);
}

/**
 * `path` as it is after the connection manager's normalization. With `ignorePathParameters` a path that holds `;` is
 * changed before matching in a way that depends on Envoy's version (reference/envoy-semantics.md 4.1), so it may match.
 */
export function pathVerdict(match: RouteMatch, path: string, ignorePathParameters = false): PathVerdict {
  const asked = pathOnly(path);
  const fold = match.caseSensitive === false;
  const seen = fold ? asciiLower(asked) : asked;
  const { path: matcher } = match;
  if (ignorePathParameters && asked.includes(';')) return 'may';
  switch (matcher.kind) {
    case 'prefix':
      return ofBoolean(seen.startsWith(fold ? asciiLower(matcher.value) : matcher.value));
    case 'path':
      return ofBoolean(seen === (fold ? asciiLower(matcher.value) : matcher.value));
    case 'pathSeparatedPrefix': {
      const value = fold ? asciiLower(matcher.value) : matcher.value;
      return ofBoolean(seen === value || seen.startsWith(`${value}/`));
    }
    case 'regex':
    case 'connect':
    case 'uriTemplate':
    case 'none':
    case 'unsupported':
      return 'may';
  }
}
