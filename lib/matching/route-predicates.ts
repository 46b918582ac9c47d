/** Query, cookie, gRPC, TLS and runtime conditions of a RouteMatch (reference/envoy-semantics.md 4.3-4.5). */
import type {
  CookieMatcher,
  QueryParameterMatcher,
  RouteMatch,
  RuntimeFraction,
  StringMatcher,
} from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import { toBytes } from './bytes.ts';
import { isGrpcType } from './grpc-request.ts';
import type { RegexCache } from './regex.ts';
import type { SemanticsProfile } from './semantics-profile.ts';
import { stringTest } from './string-matcher.ts';
import type { Truth } from './verdict.ts';
import { invertTruth } from './verdict.ts';
import { isWritten } from './visible-headers.ts';

export type RequestTest = (request: AdmittedRequest) => Truth;

/** What this version does not know may also say what a missing value means. */
function onAbsent(test: StringMatcher): Truth {
  return test.kind === 'unsupported' ? test : false;
}

/** A missing parameter fails every string matcher; `present_match: false` means absent since 1.34, present before. */
export function queryTest(matcher: QueryParameterMatcher, regexes: RegexCache, profile: SemanticsProfile): RequestTest {
  const name = toBytes(matcher.name);
  if (matcher.test.kind === 'present') {
    const wanted = matcher.test.present || !profile.flags.enable_new_query_param_present_match_behavior;
    return (request) => request.query().has(name) === wanted;
  }
  const test = stringTest(matcher.test, regexes);
  const absent = onAbsent(matcher.test);
  return (request) => {
    const value = request.query().get(name);
    return value === undefined ? absent : test(value);
  };
}

/** A missing cookie is "no" and invert_match flips that too, opposite to headers. */
export function cookieTest(matcher: CookieMatcher, regexes: RegexCache): RequestTest {
  const name = toBytes(matcher.name);
  const test = stringTest(matcher.test, regexes);
  const absent = onAbsent(matcher.test);
  const invert = matcher.invert === true;
  return (request) => {
    const value = request.cookies().get(name);
    const base = value === undefined ? absent : test(value);
    return invert ? invertTruth(base) : base;
  };
}

/** content-type exactly `application/grpc` or beginning `application/grpc+`; the method does not matter. */
export function grpcTest(request: AdmittedRequest): Truth {
  const values = request.headers.get('content-type');
  if (isWritten(values)) return values.gap;
  const [type = ''] = values;
  return isGrpcType(type);
}

/** Plain text counts as neither presented nor validated. */
export function tlsContextTest(matcher: NonNullable<RouteMatch['tlsContext']>): RequestTest {
  return (request) => {
    const certificate = request.facts.certificate;
    if (matcher.presented === undefined && matcher.validated === undefined) return true;
    if (certificate === null) return { kind: 'requestFact', fact: 'clientCertificate' };
    if (matcher.presented !== undefined && matcher.presented !== certificate.presented) return false;
    return matcher.validated === undefined || matcher.validated === certificate.validated;
  };
}

/** `random % denominator < numerator`, with one random number a request, shared by all fractions of its routes. */
export function fractionTest(fraction: RuntimeFraction, profile: SemanticsProfile): RequestTest {
  const effective = effectiveFraction(fraction, profile);
  if (effective === null) {
    const { numerator, denominator, runtimeKey = '' } = fraction;
    return () => ({ kind: 'fraction', numerator, denominator, runtimeKey });
  }
  const { numerator, denominator } = effective;
  if (numerator >= denominator) return () => true;
  if (numerator <= 0) return () => false;
  const gap = { kind: 'fraction', numerator, denominator } as const;
  return ({ facts: { request } }) =>
    request.random === null ? gap : request.random % BigInt(denominator) < BigInt(numerator);
}

/**
 * The fraction after its runtime key: an integer value is a percentage, a message replaces it. Null when the key may be
 * set in a bootstrap that the input does not hold.
 */
export function effectiveFraction(
  fraction: RuntimeFraction,
  profile: SemanticsProfile,
): { readonly numerator: number; readonly denominator: number } | null {
  if (fraction.runtimeKey === undefined || fraction.runtimeKey === '') return fraction;
  if (profile.runtime === null) return null;
  const value = profile.runtime.get(fraction.runtimeKey);
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0) {
    return { numerator: number, denominator: 100 };
  }
  return typeof value === 'object' && value !== null ? fractionMessage(value) : fraction;
}

const DENOMINATORS: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  [undefined, 100],
  ['HUNDRED', 100],
  ['TEN_THOUSAND', 10_000],
  ['MILLION', 1_000_000],
]);

function fractionMessage(value: object): { readonly numerator: number; readonly denominator: number } | null {
  const numerator: unknown = Reflect.get(value, 'numerator') ?? 0;
  const denominator = DENOMINATORS.get(Reflect.get(value, 'denominator'));
  return typeof numerator === 'number' && denominator !== undefined ? { numerator, denominator } : null;
}
