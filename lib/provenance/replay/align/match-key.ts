/**
 * The whole match of a route as one text: equal texts mean equal matches. What releases spell differently (exact_match and
 * string_match, an explicit case_sensitive: true) comes out the same; treat_missing_header_as_empty depends on the
 * release and on the proxy's, and is left out.
 */
import { compareText } from '../../../base/plain.ts';
import type {
  HeaderMatcher,
  HeaderTest,
  PathMatcher,
  QueryParameterMatcher,
  RouteMatch,
} from '../../../model/index.ts';

export function matchKey(match: RouteMatch): string {
  const parts = [pathKey(match.path), match.caseSensitive === false ? 'i' : ''];
  parts.push(...(match.headers ?? []).map(headerKey).sort(compareText));
  // istiod writes query parameters in map order, which changes from push to push.
  parts.push(...(match.queryParameters ?? []).map(queryKey).sort(compareText));
  const { dynamicMetadata, unsupported, cookies, runtimeFraction, tlsContext, filterState, grpc } = match;
  parts.push(`claims ${String(dynamicMetadata?.length ?? 0)}`);
  const rest = [unsupported, cookies, runtimeFraction, tlsContext, filterState, grpc];
  // istiod writes none of these, so nearly all routes are spared the spelling out.
  return rest.every(isNothing) ? parts.join('\n') : `${parts.join('\n')}\n${JSON.stringify(rest)}`;
}

/** An empty list of conditions is no condition, and neither is `false`. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

function pathKey(path: PathMatcher): string {
  switch (path.kind) {
    case 'prefix':
    case 'path':
    case 'pathSeparatedPrefix':
      return `${path.kind} ${path.value}`;
    case 'regex':
      return `regex ${path.regex}`;
    case 'uriTemplate':
      return `template ${path.template}`;
    case 'connect':
    case 'none':
      return path.kind;
    case 'unsupported':
      return `unsupported ${path.field} ${JSON.stringify(path.raw)}`;
  }
}

function testKey(test: HeaderTest | QueryParameterMatcher['test']): string {
  switch (test.kind) {
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return `${test.kind} ${test.ignoreCase === true ? 'i ' : ''}${test.value}`;
    case 'regex':
      return `regex ${test.ignoreCase === true ? 'i ' : ''}${test.regex}`;
    case 'deprecatedExact':
      return `exact ${test.value}`;
    case 'present':
      return `present ${String(test.present)}`;
    case 'range':
      return `range ${test.start} ${test.end}`;
    case 'unsupported':
      return `unsupported ${test.field} ${JSON.stringify(test.raw)}`;
  }
}

function headerKey({ name, test, invert }: HeaderMatcher): string {
  return `h ${name} ${invert === true ? 'not ' : ''}${testKey(test)}`;
}

function queryKey({ name, test }: QueryParameterMatcher): string {
  return `q ${name} ${testKey(test)}`;
}
