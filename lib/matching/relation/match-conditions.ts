/** Takes a RouteMatch apart into conditions on facts; equal conditions get one number. */
import { canonical } from '../../base/canonical.ts';
import type {
  CookieMatcher,
  HeaderMatcher,
  PathMatcher,
  QueryParameterMatcher,
  RouteMatch,
  RuntimeFraction,
} from '../../model/index.ts';
import { asciiLower, toBytes } from '../bytes.ts';
import { JOINED } from '../header-fates.ts';
import type { RegexCache } from '../regex.ts';
import { effectiveFraction } from '../route-predicates.ts';
import type { SemanticsProfile } from '../semantics-profile.ts';
import { templatePattern } from '../uri-template.ts';
import type { Condition, Fact, TextCondition } from './condition.ts';
import type { Language } from './language.ts';
import { ANYTHING, NO_TEXT, contains } from './language.ts';
import { literalLanguage } from './literal-language.ts';
import { beforeQuery, withoutParameters } from './path-language.ts';
import { patternLanguage } from './regex/regex-language.ts';
import { TextLanguages, literal } from './text-language.ts';
import type { Universe } from './universe.ts';
import {
  authorityShape,
  bareShape,
  certificateShape,
  cookieShape,
  forwardedProtoShape,
  headerShape,
  methodShape,
  pathShape,
  queryShape,
  schemeShape,
} from './universe.ts';

/** Everything about a route table that matches are read under. */
export interface MatchScope {
  readonly profile: SemanticsProfile;
  readonly regexes: RegexCache;
  readonly ignorePathParameters: boolean;
  readonly universe: Universe;
}

/** Headers that Envoy writes or takes away by rules that the client's request does not show. */
const WRITTEN: ReadonlySet<string> = new Set([
  'x-forwarded-for',
  'x-forwarded-client-cert',
  'x-envoy-external-address',
  'x-envoy-internal',
]);

/** The fact that both `:authority` and `host` are. */
const AUTHORITY_KEY = ':authority';
const AUTHORITY_NAME = /^(?::authority|host)$/i;

/** A condition of the match is about the name that the request is for. */
export function asksForAuthority({ headers }: RouteMatch): boolean {
  return headers?.some(({ name }) => AUTHORITY_NAME.test(name)) === true;
}

export class ConditionReader {
  readonly #scope: MatchScope;
  readonly #base: ConditionReader | null;
  readonly #languages: TextLanguages;
  readonly #facts = new Map<string, Fact>();
  readonly #conditions = new Map<string, Condition>();
  readonly #read = new Map<RouteMatch, readonly Condition[]>();
  /** Of matches for all methods but CONNECT: a dump's matches share their matchers. */
  readonly #ofHeaders = new Map<HeaderMatcher, Condition>();

  /** `base`: of a scope that differs in the authorities only; everything else is read there, once for all. */
  constructor(scope: MatchScope, base: ConditionReader | null = null) {
    this.#scope = scope;
    this.#base = base;
    this.#languages = base === null ? new TextLanguages(scope.regexes) : base.#languages;
  }

  /** How many conditions it keeps. */
  get size(): number {
    return this.#conditions.size;
  }

  /** The cheapest to turn around first: path, method, then the rest. */
  conditions(match: RouteMatch): readonly Condition[] {
    if (this.#base !== null && !asksForAuthority(match)) return this.#base.conditions(match);
    let read = this.#read.get(match);
    if (read === undefined) this.#read.set(match, (read = [...new Set(this.#all(match))]));
    return read;
  }

  fact(key: string, name: string, make: () => Omit<Fact, 'key' | 'name'>): Fact {
    if (this.#base !== null && key !== AUTHORITY_KEY) return this.#base.fact(key, name, make);
    let fact = this.#facts.get(key);
    if (fact === undefined) this.#facts.set(key, (fact = { key, name, ...make() }));
    return fact;
  }

  pathFact(): Fact {
    return this.fact('path', '', () => pathShape(this.#scope.universe));
  }

  methodFact(): Fact {
    return this.fact(':method', '', methodShape);
  }

  #all(match: RouteMatch): readonly Condition[] {
    const connect = match.path.kind === 'connect';
    const { dynamicMetadata = [], filterState = [], unsupported = [] } = match;
    return [
      ...this.#path(match),
      ...(match.headers ?? []).map((matcher) => (connect ? this.#header(matcher, true) : this.#ofHeader(matcher))),
      ...(match.queryParameters ?? []).map((matcher) => this.#query(matcher, connect)),
      ...(match.cookies ?? []).map((matcher) => this.#cookie(matcher)),
      ...(match.grpc === true ? [this.#grpc()] : []),
      ...(match.tlsContext === undefined ? [] : this.#certificate(match.tlsContext)),
      ...(match.runtimeFraction === undefined ? [] : [this.#fraction(match.runtimeFraction)]),
      ...(dynamicMetadata.length > 0 ? [this.#open('dynamic_metadata', dynamicMetadata)] : []),
      ...(filterState.length > 0 ? [this.#open('filter_state', filterState)] : []),
      ...unsupported.map(({ field, raw }) => this.#open(field, raw)),
    ];
  }

  /** One object for equal conditions, so that identity says "the same". */
  #make(fact: Fact, text: unknown, make: (id: number) => Condition): Condition {
    if (this.#base !== null && fact.key !== AUTHORITY_KEY) return this.#base.#make(fact, text, make);
    const key = `${fact.key}\n${canonical(text)}`;
    let condition = this.#conditions.get(key);
    if (condition === undefined) {
      condition = make(this.#conditions.size);
      this.#conditions.set(key, condition);
    }
    return condition;
  }

  #text(fact: Fact, label: string, text: unknown, language: Language, how: Partial<TextCondition> = {}): Condition {
    const { invert = false, onAbsent = false } = how;
    return this.#make(fact, text, (id) => ({ id, fact, label, kind: 'text', language, invert, onAbsent }));
  }

  #open(field: string, text: unknown, label: string = field): Condition {
    const key = `? ${label} ${canonical(text)}`;
    const fact = this.fact(key, '', () => bareShape('open'));
    return this.#make(fact, '', (id) => ({ id, fact, label, kind: 'open', field }));
  }

  #path({ path, caseSensitive }: RouteMatch): readonly Condition[] {
    if (path.kind === 'unsupported') return [this.#open(path.field, path.raw, 'path')];
    if (path.kind === 'none') return [this.#open('path_specifier', null, 'path')];
    const isConnect = literalLanguage('exact', 'CONNECT', false);
    const connect = path.kind === 'connect';
    const method = this.#text(this.methodFact(), 'path', { connect }, isConnect, { invert: !connect });
    if (connect) return [method];
    const fold = caseSensitive === false && path.kind !== 'regex' && path.kind !== 'uriTemplate';
    const language = this.#pathLanguage(path, fold);
    if (language === null) return [this.#open(path.kind, path, 'path'), method];
    return [this.#text(this.pathFact(), 'path', { path, fold }, beforeQuery(language)), method];
  }

  #pathLanguage(
    path: Exclude<PathMatcher, { kind: 'unsupported' | 'none' | 'connect' }>,
    fold: boolean,
  ): Language | null {
    if (path.kind === 'uriTemplate') {
      const pattern = templatePattern(path.template);
      return pattern === null ? null : this.#languages.ofRegex(pattern);
    }
    const kind = path.kind === 'path' ? 'exact' : path.kind === 'pathSeparatedPrefix' ? 'separated' : path.kind;
    const plain = kind === 'regex' || path.kind === 'regex' ? this.#regexOf(path) : literal(kind, path.value, fold);
    if (plain === null || !this.#scope.ignorePathParameters) return plain;
    return withoutParameters(plain, this.#scope.profile.flags.strip_path_parameters_per_segment);
  }

  #regexOf(path: PathMatcher): Language | null {
    return path.kind === 'regex' ? this.#languages.ofRegex(path.regex) : null;
  }

  #ofHeader(matcher: HeaderMatcher): Condition {
    let condition = this.#ofHeaders.get(matcher);
    if (condition === undefined) this.#ofHeaders.set(matcher, (condition = this.#header(matcher, false)));
    return condition;
  }

  #header(matcher: HeaderMatcher, connect: boolean): Condition {
    const name = asciiLower(toBytes(matcher.name));
    const label = `header ${matcher.name}`;
    const language = this.#languages.ofHeader(matcher.test);
    const invert = matcher.invert === true;
    const presence = matcher.test.kind === 'present' ? matcher.test.present : null;
    const text = { ...matcher, name };
    const open = (): Condition => this.#open(headerField(matcher), text, label);
    if (language === null || WRITTEN.has(name) || (connect && name === ':path')) return open();
    if (name === 'x-request-id' && presence === null) return open();
    const missing = matcher.treatMissingAsEmpty === true ? contains(language, '') : null;
    if (matcher.treatMissingAsEmpty === true && missing === null) return open();
    const onAbsent = missing === null ? presence !== null && presence === invert : missing !== invert;
    return this.#text(this.#headerFact(name), label, text, language, { invert, onAbsent });
  }

  #headerFact(name: string): Fact {
    const { universe, profile } = this.#scope;
    switch (name) {
      case ':path':
        return this.pathFact();
      case ':method':
        return this.methodFact();
      case ':authority':
      case 'host':
        return this.fact(AUTHORITY_KEY, '', () => authorityShape(universe));
      case ':scheme':
        return this.fact(':scheme', '', () => schemeShape(universe));
      case 'x-forwarded-proto':
        return this.fact(name, '', () => forwardedProtoShape(universe));
      case 'x-request-id':
        return this.fact(name, '', () => bareShape('one'));
      default: {
        const repeated = profile.flags.match_headers_individually && !JOINED.has(name);
        return this.fact(`header ${name}`, name, () => headerShape(repeated));
      }
    }
  }

  /** A missing parameter fails every string test; `present_match: false` means absent since 1.34, present before. */
  #query({ name, test }: QueryParameterMatcher, connect: boolean): Condition {
    const label = `query_parameter ${name}`;
    const fact = this.fact(`query ${toBytes(name)}`, toBytes(name), queryShape);
    if (connect) return this.#open('query_parameters', { name, test }, label);
    if (test.kind === 'present') {
      const wanted = test.present || !this.#scope.profile.flags.enable_new_query_param_present_match_behavior;
      return this.#text(fact, label, { wanted }, wanted ? ANYTHING : NO_TEXT, { onAbsent: !wanted });
    }
    const language = this.#languages.ofString(test);
    return language === null
      ? this.#open('query_parameters', { name, test }, label)
      : this.#text(fact, label, test, language);
  }

  /** invert_match flips the answer for a missing cookie too. */
  #cookie({ name, test, invert = false }: CookieMatcher): Condition {
    const label = `cookie ${name}`;
    const fact = this.fact(`cookie ${toBytes(name)}`, toBytes(name), cookieShape);
    const language = this.#languages.ofString(test);
    return language === null
      ? this.#open('cookies', { name, test, invert }, label)
      : this.#text(fact, label, { test, invert }, language, { invert, onAbsent: invert });
  }

  #grpc(): Condition {
    return this.#text(
      this.#headerFact('content-type'),
      'grpc',
      'grpc',
      patternLanguage('application/grpc(\\+(?s:.*))?'),
    );
  }

  #certificate(matcher: NonNullable<RouteMatch['tlsContext']>): readonly Condition[] {
    const { presented = null, validated = null } = matcher;
    if (presented === null && validated === null) return [];
    const fact = this.fact('certificate', '', () => certificateShape(this.#scope.universe));
    const text = { presented, validated };
    const label = 'tls_context';
    return [this.#make(fact, text, (id) => ({ id, fact, label, kind: 'certificate', presented, validated }))];
  }

  #fraction(fraction: RuntimeFraction): Condition {
    const effective = effectiveFraction(fraction, this.#scope.profile);
    if (effective === null) return this.#open('runtime_fraction', fraction);
    const { numerator, denominator } = effective;
    const fact = this.fact('random', '', () => bareShape('random'));
    const label = 'runtime_fraction';
    const text = { numerator, denominator };
    return this.#make(fact, text, (id) => ({ id, fact, label, kind: 'fraction', numerator, denominator }));
  }
}

function headerField({ test }: HeaderMatcher): string {
  return test.kind === 'unsupported' ? test.field : 'headers';
}
