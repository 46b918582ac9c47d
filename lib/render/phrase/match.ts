import type { CookieMatcher, HeaderMatcher, QueryParameterMatcher, RouteMatch } from '../../model/index.ts';
import { headerRank, headerWords, LAST_RANK } from './header.ts';
import { metadataWords } from './metadata.ts';
import { pathWords } from './path.ts';
import { nameWord } from './quote.ts';
import { rawText, unsupportedWords } from './raw.ts';
import { fractionWords } from './share.ts';
import { stringTestWords } from './string-test.ts';

function queryWords(query: QueryParameterMatcher): string {
  const name = `?${nameWord(query.name)}`;
  if (query.test.kind === 'present') return `${name} ${query.test.present ? 'present' : 'absent'}`;
  return stringTestWords(name, query.test, false);
}

function cookieWords(cookie: CookieMatcher): string {
  return stringTestWords(`cookie ${nameWord(cookie.name)}`, cookie.test, cookie.invert === true);
}

function tlsWords(tls: NonNullable<RouteMatch['tlsContext']>): readonly string[] {
  const out: string[] = [];
  if (tls.presented !== undefined) out.push(`client certificate ${tls.presented ? '' : 'not '}presented`);
  if (tls.validated !== undefined) out.push(`client certificate ${tls.validated ? '' : 'not '}validated`);
  return out.length === 0 ? ['tls_context (any)'] : out;
}

/** Conditions that are rare on gateways: everything but path, headers and query. */
function rareConditions(match: RouteMatch, out: string[]): void {
  if (match.cookies !== undefined) for (const cookie of match.cookies) out.push(cookieWords(cookie));
  if (match.grpc === true) out.push('gRPC');
  if (match.tlsContext !== undefined) out.push(...tlsWords(match.tlsContext));
  if (match.dynamicMetadata !== undefined) for (const one of match.dynamicMetadata) out.push(metadataWords(one));
  if (match.filterState !== undefined) for (const one of match.filterState) out.push(`filter state ${rawText(one)}`);
  if (match.runtimeFraction !== undefined) out.push(`${fractionWords(match.runtimeFraction)} of requests`);
  if (match.unsupported !== undefined) for (const field of match.unsupported) out.push(unsupportedWords(field));
}

/** Header conditions, method and authority first. */
function headerConditions(headers: NonNullable<RouteMatch['headers']>, out: string[]): void {
  for (let rank = 0; rank <= LAST_RANK; rank++) {
    for (let at = 0; at < headers.length; at++) {
      const header = headers[at] as HeaderMatcher;
      if (headerRank(header) === rank) out.push(headerWords(header));
    }
  }
}

function caseWords(match: RouteMatch): string {
  if (match.caseSensitive !== false) return '';
  // route_components.proto: case_sensitive does not apply to safe_regex.
  return match.path.kind === 'regex' ? ' (ignore case: no effect on a regex)' : ' (ignore case)';
}

/**
 * A whole match, nothing dropped: path, then method, authority, other headers, query, and the rest, all of which must
 * hold: `/cart* POST, x-canary=true, ?lang=ko`.
 */
export function matchWords(match: RouteMatch): string {
  const path = pathWords(match.path) + caseWords(match);
  const conditions: string[] = [];
  if (match.headers !== undefined && match.headers.length > 0) headerConditions(match.headers, conditions);
  if (match.queryParameters !== undefined)
    for (const query of match.queryParameters) conditions.push(queryWords(query));
  rareConditions(match, conditions);
  return conditions.length === 0 ? path : `${path} ${conditions.join(', ')}`;
}
