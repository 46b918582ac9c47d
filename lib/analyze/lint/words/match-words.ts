/** A match in few words, for the sentences of findings. */
import type {
  HeaderMatcher,
  PathMatcher,
  QueryParameterMatcher,
  RouteMatch,
  StringMatcher,
} from '../../../model/index.ts';

export function pathWords(path: PathMatcher): string {
  switch (path.kind) {
    case 'prefix':
      return `prefix ${path.value}`;
    case 'path':
      return `path ${path.value}`;
    case 'pathSeparatedPrefix':
      return `PathPrefix ${path.value}`;
    case 'regex':
      return `regex ${path.regex}`;
    case 'uriTemplate':
      return `template ${path.template}`;
    case 'connect':
      return 'CONNECT';
    case 'none':
      return 'no path condition';
    case 'unsupported':
      return `condition ${path.field}`;
  }
}

/** `POST prefix /cart with header x-a, query lang`: what else is asked for is named, not spelled out. */
export function matchWords(match: RouteMatch): string {
  const { headers = [], queryParameters = [], cookies = [] } = match;
  const method = headers.find(isMethod);
  const others = headers.filter((header) => header !== method).map(headerWords);
  const rest = [
    ...others,
    ...queryParameters.map(queryWords),
    ...cookies.map(({ name }) => `cookie ${name}`),
    ...(match.grpc === true ? ['gRPC'] : []),
    ...(match.runtimeFraction === undefined ? [] : ['a share of requests']),
    ...((match.dynamicMetadata ?? []).length === 0 ? [] : ['dynamic metadata']),
  ];
  const verb = method === undefined ? '' : `${testWords(method)} `;
  return `${verb}${pathWords(match.path)}${rest.length === 0 ? '' : ` with ${rest.join(', ')}`}`;
}

function isMethod({ name, test, invert }: HeaderMatcher): boolean {
  return name === ':method' && test.kind === 'exact' && invert !== true;
}

function headerWords(header: HeaderMatcher): string {
  const not = header.invert === true ? 'not ' : '';
  return `${header.name} ${not}${testWords(header)}`;
}

function testWords({ test }: HeaderMatcher): string {
  switch (test.kind) {
    case 'present':
      return test.present ? 'present' : 'absent';
    case 'range':
      return `in [${test.start},${test.end})`;
    case 'deprecatedExact':
      return test.value;
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'regex':
    case 'unsupported':
      return stringWords(test);
  }
}

function queryWords({ name, test }: QueryParameterMatcher): string {
  return test.kind === 'present' ? `?${name}` : `?${name}=${stringWords(test)}`;
}

function stringWords(test: StringMatcher): string {
  switch (test.kind) {
    case 'exact':
      return test.value;
    case 'prefix':
      return `${test.value}…`;
    case 'suffix':
      return `…${test.value}`;
    case 'contains':
      return `…${test.value}…`;
    case 'regex':
      return `regex ${test.regex}`;
    case 'unsupported':
      return test.field;
  }
}
