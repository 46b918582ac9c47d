import { expect } from 'chai';
import fc from 'fast-check';
import { pathRelation } from '../../../../lib/analyze/explain/rivals/path-relation.ts';
import { regexHead } from '../../../../lib/analyze/explain/rivals/regex-head.ts';
import { pathVerdict } from '../../../../lib/analyze/rows/index.ts';
import type { RouteMatch } from '../../../../lib/model/index.ts';
import { pathOf } from '../build.ts';

/** `i` before the kind: the case of letters does not matter. */
function matchOf(text: string): RouteMatch {
  return text.startsWith('i ') ? { path: pathOf(text.slice(2)), caseSensitive: false } : { path: pathOf(text) };
}

describe('relation of two paths', () => {
  const cases: readonly (readonly [first: string, second: string, relation: string, reverse?: string])[] = [
    ['prefix /a', 'prefix /a', 'same'],
    ['prefix /', 'prefix ', 'same'],
    ['prefix /a', 'prefix /ab', 'covers', 'covered'],
    ['prefix /a', 'path /a', 'covers', 'covered'],
    ['prefix /a', 'pathSeparatedPrefix /a', 'covers', 'covered'],
    ['pathSeparatedPrefix /a', 'prefix /a/', 'covers', 'covered'],
    ['pathSeparatedPrefix /a', 'prefix /ab', 'disjoint', 'disjoint'],
    ['pathSeparatedPrefix /a', 'path /a', 'covers', 'covered'],
    ['pathSeparatedPrefix /a', 'path /a/b', 'covers', 'covered'],
    ['pathSeparatedPrefix /a', 'path /ab', 'disjoint', 'disjoint'],
    ['pathSeparatedPrefix /a', 'pathSeparatedPrefix /a/b', 'covers', 'covered'],
    ['path /a', 'path /b', 'disjoint', 'disjoint'],
    ['prefix /', 'regex /x.*', 'covers', 'covered'],
    ['regex .*', 'prefix /a', 'covers', 'covered'],
    ['regex .*', 'prefix /', 'same'],
    ['regex /a.*', 'regex /a.*', 'same'],
    ['regex /a.*', 'prefix /a', 'may', 'may'],
    ['regex /a.*', 'prefix /b', 'disjoint', 'disjoint'],
    ['regex /a/.*', 'regex /b/.*', 'disjoint', 'disjoint'],
    ['regex /a|/b', 'prefix /b', 'may', 'may'],
    ['regex /ab?', 'path /a', 'may', 'may'],
    ['uriTemplate /a/*', 'uriTemplate /a/*', 'same'],
    ['uriTemplate /a/*', 'prefix /b', 'may', 'may'],
    ['connect ', 'prefix /', 'may', 'may'],
    ['connect ', 'connect ', 'same'],
    ['none ', 'prefix /', 'may', 'may'],
    ['i prefix /a', 'prefix /A', 'covers', 'covered'],
    ['i prefix /a', 'i path /AB', 'covers', 'covered'],
    ['prefix /a', 'i path /ab', 'overlaps', 'overlaps'],
    ['prefix /1', 'i path /1b', 'covers', 'covered'],
    ['prefix /b', 'i path /AB', 'disjoint', 'disjoint'],
  ];
  for (const [first, second, relation, reverse = relation] of cases) {
    it(`${first} to ${second}: ${relation}`, () => {
      expect(pathRelation(matchOf(first), matchOf(second))).to.equal(relation);
      expect(pathRelation(matchOf(second), matchOf(first))).to.equal(reverse);
    });
  }

  it('agrees with what single paths do', () => {
    const text = fc
      .array(fc.constantFrom('/', 'a', 'A', 'b', '1'), { maxLength: 4 })
      .map((parts) => `/${parts.join('')}`);
    const kind = fc.constantFrom('path' as const, 'prefix' as const, 'pathSeparatedPrefix' as const);
    const match = fc.record({ kind, text, fold: fc.boolean() }).map((one): RouteMatch => ({
      path: {
        kind: one.kind,
        value: one.kind === 'pathSeparatedPrefix' ? one.text.replace(/\/+$/, '') || '/x' : one.text,
      },
      ...(one.fold ? { caseSensitive: false } : {}),
    }));
    fc.assert(
      fc.property(match, match, fc.array(text, { minLength: 1, maxLength: 20 }), (first, second, paths) => {
        const relation = pathRelation(first, second);
        const ends = ['', '/', '/a', 'a', 'A'];
        const literals = [first, second].flatMap(({ path }) => ('value' in path ? [path.value] : []));
        for (const path of [...paths, ...literals.flatMap((one) => ends.map((end) => one + end))]) {
          const [a, b] = [pathVerdict(first, path) === 'yes', pathVerdict(second, path) === 'yes'];
          if (relation === 'disjoint') expect(a && b, path).to.equal(false);
          if (relation === 'covers' || relation === 'same') expect(!b || a, path).to.equal(true);
          if (relation === 'covered' || relation === 'same') expect(!a || b, path).to.equal(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('beginning of a regex', () => {
  const cases: readonly (readonly [regex: string, head: string])[] = [
    ['/search/(products|brands)/[a-z]+', '/search/'],
    ['^/a/b$', '/a/b'],
    ['/ab*', '/a'],
    ['/ab?c', '/a'],
    ['/ab{0,2}', '/a'],
    ['/ab+', '/a'],
    ['/a|/b', ''],
    ['/(a)|/b', ''],
    ['/x[|]y', '/x'],
    ['/x[]|]y', '/x'],
    ['/x[^]|]y', '/x'],
    ['/x\\|y', '/x'],
    ['/x\\(|y', ''],
    ['/x[(]|y', ''],
    ['/x[\\]|(]|y', ''],
    ['/x[[:alpha:](]|y', ''],
    ['/x\\Q(\\E|y', ''],
    ['(?i)/a', ''],
    ['.*', ''],
    ['', ''],
  ];
  for (const [regex, head] of cases) {
    it(`${JSON.stringify(regex)}: ${JSON.stringify(head)}`, () => {
      expect(regexHead(regex)).to.equal(head);
    });
  }
});
