/** One RouteMatch, compiled once and asked many times; conditions in Envoy's order (config_impl.cc matchRoute). */
import type { RouteMatch } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import { headerTest } from './header-matcher.ts';
import type { MatchGap } from './match-gap.ts';
import { pathTest } from './path-matcher.ts';
import type { RegexCache } from './regex.ts';
import type { RequestTest } from './route-predicates.ts';
import { cookieTest, fractionTest, grpcTest, queryTest, tlsContextTest } from './route-predicates.ts';
import type { SemanticsProfile } from './semantics-profile.ts';
import type { NotMatched, RoutePredicate, Truth, Verdict } from './verdict.ts';
import { MATCHED } from './verdict.ts';

interface Condition {
  readonly test: RequestTest;
  readonly failure: NotMatched;
}

/** One condition of a match and what it says of a request. */
export interface Judged {
  readonly predicate: RoutePredicate;
  readonly truth: Truth;
}

/** Asks one route's conditions of one request. */
export interface RouteMatcher {
  readonly ask: (request: AdmittedRequest) => Verdict;
  /** Every condition in Envoy's order, for telling what else would have to change. */
  readonly judge: (request: AdmittedRequest) => readonly Judged[];
}

const PATHLESS: NotMatched = { kind: 'notMatched', failed: { kind: 'pathless' } };

export function routeMatcher(
  match: RouteMatch,
  regexes: RegexCache,
  profile: SemanticsProfile,
  ignorePathParameters: boolean,
): RouteMatcher {
  const conditions = conditionsOf(match, regexes, profile, ignorePathParameters);
  const isConnect = match.path.kind === 'connect';
  const mayTakeConnect = isConnect || match.path.kind === 'unsupported' || match.path.kind === 'none';
  const ask = (request: AdmittedRequest): Verdict => {
    if (request.file === null && !mayTakeConnect) return PATHLESS;
    let gaps: MatchGap[] | undefined;
    for (const condition of conditions) {
      const truth = condition.test(request);
      if (truth === true) continue;
      // A later condition that certainly fails still decides: all of them are ANDed.
      if (truth === false) return condition.failure;
      (gaps ??= []).push(truth);
    }
    return gaps === undefined ? MATCHED : { kind: 'indeterminate', gaps };
  };
  const judge = (request: AdmittedRequest): readonly Judged[] =>
    request.file === null && !mayTakeConnect
      ? [{ predicate: PATHLESS.failed, truth: false }]
      : conditions.map(({ test, failure }) => ({ predicate: failure.failed, truth: test(request) }));
  return { ask, judge };
}

function conditionsOf(
  match: RouteMatch,
  regexes: RegexCache,
  profile: SemanticsProfile,
  ignorePathParameters: boolean,
): readonly Condition[] {
  const conditions: Condition[] = [];
  const add = (failed: RoutePredicate, test: RequestTest): void => {
    conditions.push({ test, failure: { kind: 'notMatched', failed } });
  };
  const individually = profile.flags.match_headers_individually;
  if (match.runtimeFraction !== undefined) {
    add({ kind: 'runtimeFraction', matcher: match.runtimeFraction }, fractionTest(match.runtimeFraction, profile));
  }
  if (match.grpc === true) add({ kind: 'grpc' }, grpcTest);
  match.headers?.forEach((matcher, index) => {
    const test = headerTest(matcher, regexes, individually);
    add({ kind: 'header', index, matcher }, (request) => test(request.headers));
  });
  match.queryParameters?.forEach((matcher, index) => {
    add({ kind: 'query', index, matcher }, queryTest(matcher, regexes, profile));
  });
  match.cookies?.forEach((matcher, index) => {
    add({ kind: 'cookie', index, matcher }, cookieTest(matcher, regexes));
  });
  if (match.tlsContext !== undefined) {
    add({ kind: 'tlsContext', matcher: match.tlsContext }, tlsContextTest(match.tlsContext));
  }
  addUndecidable(match, add);
  add(
    { kind: 'path', matcher: match.path, caseSensitive: match.caseSensitive !== false },
    pathTest(match, regexes, ignorePathParameters),
  );
  return conditions;
}

/** Conditions on what earlier filters do, and those this version does not model: never "no". */
function addUndecidable(match: RouteMatch, add: (failed: RoutePredicate, test: RequestTest) => void): void {
  const { dynamicMetadata = [], filterState = [], unsupported = [] } = match;
  if (dynamicMetadata.length > 0) {
    const gap = { kind: 'dynamicMetadata', conditions: dynamicMetadata } as const;
    add({ kind: 'dynamicMetadata' }, () => gap);
  }
  if (filterState.length > 0) {
    const gap = { kind: 'filterState', conditions: filterState } as const;
    add({ kind: 'filterState' }, () => gap);
  }
  for (const { field, raw } of unsupported) {
    const gap = { kind: 'unsupported', field, raw } as const;
    add({ kind: 'unsupported', field }, () => gap);
  }
}
