import { expect } from 'chai';
import fc from 'fast-check';

import { editDistance } from '../../../lib/base/edit-distance.ts';
import { nearest } from '../../../lib/base/nearest.ts';

describe('nearest', () => {
  it('counts a swap of neighbors as one step', () => {
    expect(editDistance('mian', 'main')).to.equal(1);
    expect(editDistance('kitten', 'sitting')).to.equal(3);
    expect(editDistance('', 'abc')).to.equal(3);
  });

  it('stops at a limit, and says one more', () => {
    const word = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(word, word, fc.nat(6), (a, b, limit) => {
        return editDistance(a, b, limit) === Math.min(editDistance(a, b), limit + 1);
      }),
    );
  });

  it('is symmetric, and zero only for equal names', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(fc.property(word, word, (a, b) => editDistance(a, b) === editDistance(b, a)));
    fc.assert(fc.property(word, word, (a, b) => (editDistance(a, b) === 0) === (a === b)));
  });

  it('offers close names only, nearest first', () => {
    const names = ['istio-system/main', 'istio-system/maint', 'shop/other', 'istio-system/mian'];
    expect(nearest('istio-system/mian', names)).to.deep.equal(['istio-system/main', 'istio-system/maint']);
    expect(nearest('x', ['completely-different'])).to.deep.equal([]);
  });
});
