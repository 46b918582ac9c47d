import type { PathMatcher, RouteMatch } from '../../../model/index.ts';
import { quote } from './quote.ts';
import { headerText, testText } from './test.ts';

/** The path condition alone. */
export function pathText(path: PathMatcher, caseSensitive: boolean): string {
  const fold = caseSensitive ? '' : ' in any case';
  switch (path.kind) {
    case 'prefix':
      return `path prefix ${quote(path.value)}${fold}`;
    case 'path':
      return `path ${quote(path.value)}${fold}`;
    case 'pathSeparatedPrefix':
      return `path ${quote(path.value)} or below${fold}`;
    case 'regex':
      return `path regex ${path.regex}`;
    case 'uriTemplate':
      return `path template ${path.template}`;
    case 'connect':
      return 'CONNECT';
    case 'none':
      return 'no path condition';
    case 'unsupported':
      return `condition ${path.field}`;
  }
}

/** A whole match in one clause. */
export function matchText(match: RouteMatch): string {
  const { headers = [], queryParameters = [], cookies = [] } = match;
  const rest = [
    ...headers.map(
      (matcher) => `${headerText(matcher)} must${matcher.invert === true ? ' not' : ''} ${testText(matcher.test)}`,
    ),
    ...queryParameters.map(({ name, test }) => `the query parameter ${name} must ${testText(test)}`),
    ...cookies.map(
      ({ name, test, invert }) => `the cookie ${name} must${invert === true ? ' not' : ''} ${testText(test)}`,
    ),
    ...(match.grpc === true ? ['it must be gRPC'] : []),
    ...(match.tlsContext === undefined ? [] : ['the client certificate must be as asked']),
  ];
  const path = pathText(match.path, match.caseSensitive !== false);
  return rest.length === 0 ? `The ${path}` : `The ${path} (where ${rest.join(', ')})`;
}
