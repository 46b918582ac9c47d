import { expect } from 'chai';
import { pathVerdict } from '../../../../lib/analyze/rows/index.ts';
import { pathOf } from '../build.ts';

describe('whether a path fits a route', () => {
  const cases: readonly (readonly [matcher: string, path: string, verdict: string])[] = [
    ['prefix /cart', '/cart', 'yes'],
    ['prefix /cart', '/cartoon', 'yes'],
    ['prefix /cart', '/Cart', 'no'],
    ['prefix /cart', '/car', 'no'],
    ['prefix ', '/x', 'yes'],
    ['path /cart', '/cart', 'yes'],
    ['path /cart', '/cart/', 'no'],
    ['path /cart', '/cart?x=1', 'yes'],
    ['pathSeparatedPrefix /cart', '/cart', 'yes'],
    ['pathSeparatedPrefix /cart', '/cart/1', 'yes'],
    ['pathSeparatedPrefix /cart', '/cartoon', 'no'],
    ['pathSeparatedPrefix /cart', '/cart?x=/', 'yes'],
    // The regexes of a dump are RE2 and are not run here.
    ['regex /cart', '/other', 'may'],
    ['uriTemplate /a/*', '/other', 'may'],
    ['connect ', '/x', 'may'],
    ['none ', '/x', 'may'],
  ];
  for (const [matcher, path, verdict] of cases) {
    it(`${matcher} and ${path}: ${verdict}`, () => {
      expect(pathVerdict({ path: pathOf(matcher) }, path)).to.equal(verdict);
    });
  }

  it('folds the case of letters where the route says so', () => {
    const match = { path: pathOf('prefix /Cart'), caseSensitive: false };
    expect(pathVerdict(match, '/cARTs')).to.equal('yes');
    expect(pathVerdict({ ...match, path: pathOf('prefix /É') }, '/é')).to.equal('no');
  });

  it('cannot tell where parameters are cut out of the path first', () => {
    expect(pathVerdict({ path: pathOf('path /cart') }, '/cart;v=1', true)).to.equal('may');
    expect(pathVerdict({ path: pathOf('path /cart') }, '/cart;v=1', false)).to.equal('no');
    expect(pathVerdict({ path: pathOf('path /cart') }, '/other', true)).to.equal('no');
  });
});
