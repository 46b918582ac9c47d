import type { PathMatcher } from '../../model/index.ts';
import { word } from './quote.ts';
import { unsupportedWords } from './raw.ts';

/** An exact path that would read as another kind of path, or as more than a path, is quoted. */
function exactWords(value: string): string {
  return /[\s"]|^$|\*$|^(PathPrefix:|regex$)/.test(value) ? JSON.stringify(value) : value;
}

/** A path with white space is quoted, so that conditions after it stay apart; an empty prefix is just `*`. */
function literal(value: string): string {
  return value === '' ? '' : word(value);
}

/** istioctl's spelling: `/x*` for a prefix, `/x`, `PathPrefix:/x`, `regex …`. */
export function pathWords(path: PathMatcher): string {
  switch (path.kind) {
    case 'prefix':
      return `${literal(path.value)}*`;
    case 'path':
      return exactWords(path.value);
    case 'pathSeparatedPrefix':
      return `PathPrefix:${literal(path.value)}`;
    case 'regex':
      return `regex ${word(path.regex)}`;
    case 'connect':
      return 'CONNECT';
    case 'uriTemplate':
      return `template ${literal(path.template)}`;
    case 'none':
      return '(no path)';
    case 'unsupported':
      return unsupportedWords(path);
  }
}
