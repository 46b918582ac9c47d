/** HTTPMatchRequest → Envoy RouteMatch (Istio core/route/route.go, TranslateRouteMatch; reference 2.3). */
import { compareText } from '../../base/plain.ts';
import type { HeaderMatcher, HeaderTest, PathMatcher, QueryParameterMatcher, RouteMatch } from '../../model/index.ts';
import type { HttpMatch, StringMatch } from '../../resources/index.ts';
import type { ReplayVirtualService } from './effective.ts';
import type { GenerationProfile } from './profile.ts';

const EVERYTHING: RouteMatch = { path: { kind: 'prefix', value: '/' } };
const CLAIM_PREFIX = '@request.auth.claims';

interface Translated {
  readonly semantics: ReplayVirtualService['semantics'];
  readonly profile: GenerationProfile;
  readonly match: RouteMatch;
}

/** A match that several Gateways use is translated once. */
const translated = new WeakMap<HttpMatch, Translated>();

/** A rule without match is prefix `/` and says nothing about case; an explicit match always does. */
export function translateMatch(
  match: HttpMatch | null,
  semantics: ReplayVirtualService['semantics'],
  profile: GenerationProfile,
): RouteMatch {
  if (match === null) return EVERYTHING;
  const known = translated.get(match);
  if (known?.semantics === semantics && known.profile === profile) return known.match;
  const made = translate(match, semantics, profile);
  translated.set(match, { semantics, profile, match: made });
  return made;
}

function translate(
  match: HttpMatch,
  semantics: ReplayVirtualService['semantics'],
  profile: GenerationProfile,
): RouteMatch {
  const path = translatePath(match.uri, semantics, profile);
  const caseSensitive = !match.ignoreUriCase;
  const headers = translateHeaders(match);
  const queryParameters = [...match.queryParams].map(([name, test]) => translateQueryParameter(name, test));
  const claims = countClaims(match);
  if (headers.length === 0 && queryParameters.length === 0 && claims === 0) return { path, caseSensitive };
  return {
    path,
    caseSensitive,
    ...(headers.length === 0 ? {} : { headers }),
    ...(queryParameters.length === 0 ? {} : { queryParameters }),
    ...(claims === 0 ? {} : { dynamicMetadata: new Array<unknown>(claims).fill(null) }),
  };
}

function translatePath(
  uri: StringMatch | undefined,
  semantics: ReplayVirtualService['semantics'],
  profile: GenerationProfile,
): PathMatcher {
  if (uri === undefined || uri.kind === 'empty') return { kind: 'prefix', value: '/' };
  if (uri.kind === 'exact') return { kind: 'path', value: uri.value };
  if (uri.kind === 'regex') return { kind: 'regex', regex: uri.value };
  if (semantics === 'istio' || uri.value === '/') return { kind: 'prefix', value: uri.value };
  const prefix = uri.value.endsWith('/') ? uri.value.slice(0, -1) : uri.value;
  if (profile.pathSeparatedPrefix) return { kind: 'pathSeparatedPrefix', value: prefix };
  // Up to 1.13 a path prefix was emulated by a regex (pilot/pkg/config/kube/ingress/conversion.go, prefixMatchRegex).
  return { kind: 'regex', regex: `${quoteMeta(prefix)}((\\/).*)?` };
}

/** Go's regexp.QuoteMeta. */
export function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** User headers by name, then :method, :authority, :scheme. Claims become metadata matchers instead. */
function translateHeaders(match: HttpMatch): readonly HeaderMatcher[] {
  const headers: HeaderMatcher[] = [];
  for (const [name, test] of match.headers) {
    if (!name.startsWith(CLAIM_PREFIX)) headers.push({ name, test: translateTest(test) });
  }
  for (const [name, test] of match.withoutHeaders) {
    if (!name.startsWith(CLAIM_PREFIX)) headers.push({ name, test: translateTest(test), invert: true });
  }
  headers.sort((a, b) => compareText(a.name, b.name));
  if (match.method !== undefined) headers.push({ name: ':method', test: translateTest(match.method) });
  if (match.authority !== undefined) headers.push({ name: ':authority', test: translateTest(match.authority) });
  if (match.scheme !== undefined) headers.push({ name: ':scheme', test: translateTest(match.scheme) });
  return headers;
}

function countClaims(match: HttpMatch): number {
  const names = [...match.headers.keys(), ...match.withoutHeaders.keys()];
  return names.filter((name) => name.startsWith(CLAIM_PREFIX)).length;
}

/** `{}` and the regex `*` mean "present"; the regex `.*` does not. */
function isPresence(test: StringMatch): boolean {
  return test.kind === 'empty' || (test.kind === 'regex' && test.value === '*');
}

function translateTest(test: StringMatch): HeaderTest {
  if (test.kind === 'empty' || isPresence(test)) return { kind: 'present', present: true };
  return test.kind === 'regex' ? { kind: 'regex', regex: test.value } : { kind: test.kind, value: test.value };
}

function translateQueryParameter(name: string, test: StringMatch): QueryParameterMatcher {
  if (test.kind === 'empty' || isPresence(test)) return { name, test: { kind: 'present', present: true } };
  if (test.kind === 'regex') return { name, test: { kind: 'regex', regex: test.value } };
  return { name, test: { kind: test.kind, value: test.value } };
}
