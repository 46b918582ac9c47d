/** envoy.config.route.v3.RouteMatch: every condition in every spelling since Envoy 1.12. */
import type { JsonCursor } from '../../base/json/index.ts';
import type {
  CookieMatcher,
  HeaderMatcher,
  PathMatcher,
  QueryParameterMatcher,
  RouteMatch,
  RuntimeFraction,
  Unsupported,
} from '../../model/index.ts';
import {
  InsideMessage,
  flag,
  list,
  member,
  message,
  runtimeFraction,
  stranger,
  text,
  unsupported as unsupportedField,
  foldKeys,
} from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { KEY_TABLE } from '../key-tables.ts';
import { readHeaderMatcher } from './header-matcher.ts';
import { readCookieMatcher, readQueryParameterMatcher } from './parameter-matcher.ts';
import { regexTest } from './string-matcher.ts';

interface MatchDraft {
  path: PathMatcher;
  caseSensitive?: boolean;
  headers?: readonly HeaderMatcher[];
  queryParameters?: readonly QueryParameterMatcher[];
  cookies?: readonly CookieMatcher[];
  grpc?: boolean;
  tlsContext?: { presented?: boolean; validated?: boolean };
  runtimeFraction?: RuntimeFraction;
  dynamicMetadata?: readonly unknown[];
  filterState?: readonly unknown[];
  unsupported?: Unsupported[];
}

/** What a newer Envoy may have put into a condition that is known otherwise. */
function keepStranger(draft: MatchDraft, value: unknown, known: readonly string[]): void {
  const found = stranger(value, known);
  if (found !== null) (draft.unsupported ??= []).push(found);
}

function prefix(draft: MatchDraft, value: unknown): void {
  draft.path = { kind: 'prefix', value: text(value) };
}

function wholePath(draft: MatchDraft, value: unknown): void {
  draft.path = { kind: 'path', value: text(value) };
}

const READ_MATCH = message<MatchDraft>(
  'envoy.config.route.v3.RouteMatch',
  {
    prefix,
    path: wholePath,
    safe_regex: (draft, value) => {
      draft.path = regexTest(value);
    },
    regex: (draft, value) => {
      draft.path = { kind: 'regex', regex: text(value) };
    },
    path_separated_prefix: (draft, value) => {
      draft.path = { kind: 'pathSeparatedPrefix', value: text(value) };
    },
    connect_matcher: (draft, value) => {
      keepStranger(draft, value, []);
      draft.path = { kind: 'connect' };
    },
    path_match_policy: (draft, value) => {
      keepStranger(draft, value, ['name', 'typed_config']);
      keepStranger(draft, member(value, 'typed_config', 'typedConfig'), ['path_template']);
      const template = member(member(value, 'typed_config', 'typedConfig'), 'path_template', 'pathTemplate');
      draft.path =
        typeof template === 'string' ? { kind: 'uriTemplate', template } : unsupportedField('path_match_policy', value);
    },
    case_sensitive: (draft, value) => {
      draft.caseSensitive = flag(value);
    },
    headers: (draft, value, reading) => {
      draft.headers = list(value).map((item) => readHeaderMatcher(item, reading));
    },
    query_parameters: (draft, value, reading) => {
      draft.queryParameters = list(value).map((item) => readQueryParameterMatcher(item, reading));
    },
    cookies: (draft, value, reading) => {
      draft.cookies = list(value).map((item) => readCookieMatcher(item, reading));
    },
    grpc: (draft, value) => {
      keepStranger(draft, value, []);
      draft.grpc = true;
    },
    tls_context: (draft, value) => {
      keepStranger(draft, value, ['presented', 'validated']);
      const presented = member(value, 'presented');
      const validated = member(value, 'validated');
      draft.tlsContext = {
        ...(presented === undefined ? {} : { presented: flag(presented) }),
        ...(validated === undefined ? {} : { validated: flag(validated) }),
      };
    },
    runtime_fraction: (draft, value) => {
      keepStranger(draft, value, ['default_value', 'runtime_key']);
      keepStranger(draft, member(value, 'default_value', 'defaultValue'), ['numerator', 'denominator']);
      draft.runtimeFraction = runtimeFraction(value);
    },
    dynamic_metadata: (draft, value) => {
      draft.dynamicMetadata = list(value).map(foldKeys);
    },
    filter_state: (draft, value) => {
      draft.filterState = list(value).map(foldKeys);
    },
  },
  (draft, unsupported) => {
    (draft.unsupported ??= []).push(unsupported);
  },
);

/** What istiod writes; a match with anything else is parsed as a whole. */
const INSIDE = new InsideMessage<MatchDraft>(
  {
    table: KEY_TABLE.routeMatch,
    element: 'route',
    within: 'match',
    texts: { prefix, path: wholePath },
    repeats: ['case_sensitive', 'headers', 'query_parameters', 'safe_regex'],
    values: { path_separated_prefix: null },
  },
  READ_MATCH,
);

/** From the value consumed last; null when it is out of the ordinary, and nothing was read. */
export function readMatchInside(cursor: JsonCursor, reading: Reading): RouteMatch | null {
  const draft: MatchDraft = { path: { kind: 'none' } };
  return INSIDE.fill(draft, cursor, reading) ? draft : null;
}

/** A condition of a newer Envoy stays in `unsupported`: dropping it would make the route look broader than it is. */
export function readRouteMatch(raw: unknown, reading: Reading): RouteMatch {
  return READ_MATCH({ path: { kind: 'none' } }, raw, reading);
}
