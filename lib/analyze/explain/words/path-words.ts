import type { PathMatcher } from '../../../model/index.ts';

/** The rest of a sentence that begins "requests …". */
export function pathWords(path: PathMatcher): string {
  switch (path.kind) {
    case 'prefix':
      return path.value === '' || path.value === '/' ? 'with any path' : `whose path starts with ${path.value}`;
    case 'path':
      return `whose path is ${path.value}`;
    case 'pathSeparatedPrefix':
      return `whose path is ${path.value} or below it`;
    case 'regex':
      return `whose whole path fits the regex ${path.regex}`;
    case 'connect':
      return 'with the method CONNECT';
    case 'uriTemplate':
      return `whose path fits the template ${path.template}`;
    case 'none':
      return 'that the input does not describe: it has no path matcher, which Envoy never accepts';
    case 'unsupported':
      return `by ${path.field}, a path matcher that this version does not know`;
  }
}
