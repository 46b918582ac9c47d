/** RouteMatch.path_specifier on the path without its query (reference/envoy-semantics.md 4.1). */
import type { RouteMatch } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { ByteString } from './bytes.ts';
import { asciiLower, toBytes } from './bytes.ts';
import { isRedactedText } from './match-gap.ts';
import type { RegexCache } from './regex.ts';
import type { RequestTest } from './route-predicates.ts';
import { templatePattern } from './uri-template.ts';
import type { Truth } from './verdict.ts';

type FileTest = (file: ByteString) => Truth;

/** `ignoreParameters` is the route configuration's ignore_path_parameters_in_path_matching. */
export function pathTest(match: RouteMatch, regexes: RegexCache, ignoreParameters: boolean): RequestTest {
  const { path } = match;
  switch (path.kind) {
    case 'connect':
      return (request) => request.facts.request.method === 'CONNECT';
    case 'prefix':
    case 'path':
    case 'pathSeparatedPrefix':
      return onFile(literalTest(path.kind, path.value, match.caseSensitive === false), ignoreParameters);
    case 'regex': {
      const regex = regexes.get(path.regex);
      return onFile((file) => regex.matches(file), ignoreParameters);
    }
    case 'uriTemplate':
      return onFile(templateTest(path.template, regexes), false);
    case 'none':
      return () => ({ kind: 'unsupported', field: 'path_specifier', raw: null });
    case 'unsupported':
      return () => ({ kind: 'unsupported', field: path.field, raw: path.raw });
  }
}

function onFile(test: FileTest, ignoreParameters: boolean): RequestTest {
  return (request: AdmittedRequest) => test(ignoreParameters ? request.fileWithoutParameters() : (request.file ?? ''));
}

function literalTest(kind: 'prefix' | 'path' | 'pathSeparatedPrefix', value: string, foldCase: boolean): FileTest {
  if (isRedactedText(value)) return () => ({ kind: 'redacted', field: kind });
  const wanted = foldCase ? asciiLower(toBytes(value)) : toBytes(value);
  const compare = PATH_COMPARISONS[kind];
  return foldCase ? (file) => compare(asciiLower(file), wanted) : (file) => compare(file, wanted);
}

const PATH_COMPARISONS = {
  prefix: (file: ByteString, wanted: ByteString): boolean => file.startsWith(wanted),
  path: (file: ByteString, wanted: ByteString): boolean => file === wanted,
  pathSeparatedPrefix: (file: ByteString, wanted: ByteString): boolean =>
    file.startsWith(wanted) && (file.length === wanted.length || file[wanted.length] === '/'),
} as const;

function templateTest(template: string, regexes: RegexCache): FileTest {
  const pattern = templatePattern(template);
  if (pattern === null) return () => ({ kind: 'unsupported', field: 'path_match_policy', raw: template });
  const regex = regexes.get(pattern);
  return (file) => regex.matches(file);
}
