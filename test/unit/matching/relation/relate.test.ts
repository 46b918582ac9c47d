/** How pairs of matches stand to each other; the first to the second. */
import { expect } from 'chai';
import { MatchingIndex, relate } from '../../../../lib/matching/index.ts';
import type { MatchRelation, MatchScope, Universe } from '../../../../lib/matching/index.ts';
import type { HeaderMatcher, PathMatcher, RouteMatch } from '../../../../lib/model/index.ts';
import { tableOf } from '../../../support/small-hosts.ts';

const index = new MatchingIndex(tableOf([]).snapshot);

function scope(universe: Universe = {}, ignorePathParameters = false): MatchScope {
  return { profile: index.profile, regexes: index.regexes, ignorePathParameters, universe };
}

/** `prefix /a`, `path /a`, `sep /a`, `re /a.*`, `tpl /*`; a trailing ` ci` folds case. */
function match(text: string, rest: Partial<RouteMatch> = {}): RouteMatch {
  const folded = text.endsWith(' ci');
  const [kind = '', value = ''] = text.replace(/ ci$/, '').split(/ (.*)/s);
  return { path: pathOf(kind, value), ...(folded ? { caseSensitive: false } : {}), ...rest };
}

function pathOf(kind: string, value: string): PathMatcher {
  if (kind === 're') return { kind: 'regex', regex: value };
  if (kind === 'tpl') return { kind: 'uriTemplate', template: value };
  if (kind === 'connect') return { kind: 'connect' };
  return { kind: kind === 'sep' ? 'pathSeparatedPrefix' : kind === 'path' ? 'path' : 'prefix', value };
}

const PATHS: readonly (readonly [string, string, MatchRelation])[] = [
  ['prefix /', 'prefix /a', 'covers'],
  ['prefix ', 'prefix /', 'same'],
  ['prefix /', 're .*\\.(png|css)', 'covers'],
  ['prefix /', 'connect', 'disjoint'],
  ['prefix /a', 'path /ab', 'covers'],
  ['prefix /a', 'sep /a', 'covers'],
  ['sep /a', 'prefix /a', 'covered'],
  ['sep /a', 'prefix /a/', 'covers'],
  ['sep /a', 'path /a', 'covers'],
  ['sep /a', 'path /ab', 'disjoint'],
  ['sep /a', 'sep /a/b', 'covers'],
  ['path /a', 're /a', 'same'],
  ['path /a', 'path /A', 'disjoint'],
  ['path /a ci', 'path /A', 'covers'],
  ['path /1 ci', 'path /1', 'same'],
  ['prefix /A ci', 'prefix /a', 'covers'],
  ['prefix /a', 'prefix /A ci', 'covered'],
  ['prefix /a ci', 're (?i)/a.*', 'same'],
  ['re /a(/.*)?', 'sep /a', 'same'],
  ['re /[a-z]+', 're /[a-m]+', 'covers'],
  ['re /[a-m]+', 're /[g-z]+', 'overlaps'],
  ['re /a+b', 're /b+a', 'disjoint'],
  ['re /\\w+', 're /[[:word:]]+', 'same'],
  ['re /\\Qa.b\\E', 'path /a.b', 'same'],
  ['re /x{2,3}', 're /xx|/xxx', 'same'],
  ['re ^/a$', 'path /a', 'same'],
  ['re (?P<v>/a)(?:/b)?', 're /a(/b)??', 'same'],
  ['tpl /a/**', 'prefix /a/', 'covered'],
  ['tpl /*', 'tpl /{x}', 'same'],
  ['tpl /*/b', 'path /a/b', 'covers'],
  ['prefix /a', 'prefix /b', 'disjoint'],
  ['prefix /a?b', 'prefix /a', 'disjoint'],
  ['path a', 'prefix /', 'disjoint'],
];

const header = (
  name: string,
  test: HeaderMatcher['test'],
  flags: Partial<HeaderMatcher> = {},
): Partial<RouteMatch> => ({
  headers: [{ name, test, ...flags }],
});
const x = (kind: 'exact' | 'prefix' | 'suffix' | 'contains', value: string, flags?: Partial<HeaderMatcher>) =>
  header('x', { kind, value }, flags);
const range = (start: string, end: string): Partial<RouteMatch> => header('x', { kind: 'range', start, end });
const NOT = { invert: true };
const present = header('x', { kind: 'present', present: true });
const absent = header('x', { kind: 'present', present: false });
const method = (value: string, flags = {}): Partial<RouteMatch> => header(':method', { kind: 'exact', value }, flags);
const query = (...values: readonly string[]): Partial<RouteMatch> => ({
  queryParameters: values.map((value) => ({ name: 'q', test: { kind: 'exact', value } })),
});
const cookie = (value: string, flags = {}): Partial<RouteMatch> => ({
  cookies: [{ name: 'c', test: { kind: 'exact', value }, ...flags }],
});
const share = (numerator: number): Partial<RouteMatch> => ({ runtimeFraction: { numerator, denominator: 100 } });

const CONDITIONS: readonly (readonly [string, Partial<RouteMatch>, Partial<RouteMatch>, MatchRelation])[] = [
  ['no condition covers any', {}, x('exact', 'a'), 'covers'],
  ['a header may hold both values', x('exact', 'a'), x('exact', 'b'), 'overlaps'],
  ['a method may not', method('GET'), method('POST'), 'disjoint'],
  ['exact is not "not another": both may be sent', x('exact', 'b', NOT), x('exact', 'a'), 'overlaps'],
  ['of a method it is', method('POST', NOT), method('GET'), 'covers'],
  ['presence is implied by a value test', present, x('exact', 'a'), 'covers'],
  ['and by an inverted one: absent fails both', present, x('exact', 'a', NOT), 'covers'],
  ['but not when missing counts as empty', present, x('exact', 'a', { ...NOT, treatMissingAsEmpty: true }), 'overlaps'],
  ['present and absent', present, absent, 'disjoint'],
  ['inverted presence is absence', absent, header('x', { kind: 'present', present: true }, NOT), 'same'],
  ['exact within prefix', x('prefix', 'a'), x('exact', 'ab'), 'covers'],
  ['prefix within contains', x('contains', 'b'), x('prefix', 'ab'), 'covers'],
  ['prefix and suffix overlap', x('prefix', 'a'), x('suffix', 'b'), 'overlaps'],
  ['folded exact', header('x', { kind: 'exact', value: 'A', ignoreCase: true }), x('exact', 'a'), 'covers'],
  ['exact within regex', header('x', { kind: 'regex', regex: '[ab]+' }), x('exact', 'ab'), 'covers'],
  ['narrower range', range('0', '10'), range('5', '10'), 'covers'],
  ['negative range', range('-10', '10'), range('-5', '-2'), 'covers'],
  ['exact in range, leading zeros and sign', range('0', '10'), x('exact', '+007'), 'covers'],
  ['exact beyond the range', range('0', '10'), x('exact', '10'), 'overlaps'],
  ['a range of nothing', range('5', '5'), present, 'disjoint'],
  ['both inverted: the wider test is the narrower match', x('exact', 'ab', NOT), x('prefix', 'a', NOT), 'covers'],
  ['the old exact_match of nothing is presence', header('x', { kind: 'deprecatedExact', value: '' }), present, 'same'],
  ['names of headers fold', header('X', { kind: 'exact', value: 'a' }), x('exact', 'a'), 'same'],
  [
    'a joined header is one value',
    header('accept', { kind: 'exact', value: 'b' }, NOT),
    header('accept', { kind: 'exact', value: 'a' }),
    'covers',
  ],
  ['query parameters have one value', query('a'), query('b'), 'disjoint'],
  ['twice the same parameter', query('a', 'b'), {}, 'disjoint'],
  ['a cookie and its opposite', cookie('a'), cookie('a', NOT), 'disjoint'],
  ['a missing cookie meets the inverted test', cookie('a', NOT), cookie('b'), 'covers'],
  [
    'grpc needs its content type',
    { grpc: true },
    header('content-type', { kind: 'exact', value: 'application/grpc+proto' }),
    'covers',
  ],
  [
    'grpc is not any application type',
    { grpc: true },
    header('content-type', { kind: 'prefix', value: 'application/' }),
    'covered',
  ],
  ['certificates', { tlsContext: { presented: true } }, { tlsContext: { validated: true } }, 'covers'],
  [
    'plain text counts as not validated',
    { tlsContext: { validated: false } },
    { tlsContext: { presented: false } },
    'covers',
  ],
  ['the larger share covers the smaller', share(60), share(30), 'covers'],
  ['no share', share(0), share(30), 'disjoint'],
  ['all', share(100), {}, 'same'],
  ['metadata cannot be told', { dynamicMetadata: [{ a: 1 }] }, {}, 'unknown'],
  [
    'equal metadata agree',
    { dynamicMetadata: [{ a: 1 }] },
    { dynamicMetadata: [{ a: 1 }], ...method('GET') },
    'unknown',
  ],
  ['what is disjoint stays so', { dynamicMetadata: [{ a: 1 }], ...method('GET') }, method('PUT'), 'disjoint'],
  [':path holds the query', header(':path', { kind: 'exact', value: '/a?q=a' }), query('a'), 'unknown'],
];

describe('relations of matches', () => {
  for (const [a, b, relation] of PATHS) {
    it(`${a} ${relation} ${b}`, () => {
      expect(relate(match(a), match(b), scope())).to.equal(relation);
      expect(relate(match(b), match(a), scope()), 'the other way round').to.equal(turned(relation));
    });
  }

  for (const [about, a, b, relation] of CONDITIONS) {
    it(`${about}: ${relation}`, () => {
      expect(relate(match('prefix /', a), match('prefix /', b), scope())).to.equal(relation);
      expect(relate(match('prefix /', b), match('prefix /', a), scope()), 'the other way round').to.equal(
        turned(relation),
      );
    });
  }

  it('joined values of older releases are one text', () => {
    const flags = { ...index.profile.flags, match_headers_individually: false };
    const older = { ...scope(), profile: { ...index.profile, flags } };
    expect(relate(match('prefix /', x('exact', 'a')), match('prefix /', x('exact', 'b')), older)).to.equal('disjoint');
  });

  it('parameters of segments are skipped where the table ignores them', () => {
    expect(relate(match('prefix /a;v'), match('prefix /'), scope({}, true))).to.equal('disjoint');
    expect(relate(match('path /a/b'), match('re /a/b'), scope({}, true))).to.equal('same');
    expect(relate(match('prefix /a/'), match('sep /a'), scope({}, true))).to.equal('covered');
  });

  it('paths that normalization never leaves are no requests', () => {
    const normalized = scope({ normalizedPath: true, mergedSlashes: true });
    expect(relate(match('prefix /a/../b'), match('prefix /'), scope())).to.equal('covered');
    expect(relate(match('prefix /a/../b'), match('prefix /'), normalized)).to.equal('disjoint');
    expect(relate(match('path /a//b'), match('prefix /'), normalized)).to.equal('disjoint');
    expect(relate(match('path //'), match('prefix /'), normalized), 'slashes only stay').to.equal('covered');
  });
});

function turned(relation: MatchRelation): MatchRelation {
  return relation === 'covers' ? 'covered' : relation === 'covered' ? 'covers' : relation;
}
