import { expect } from 'chai';
import { addFields, without } from '../../../lib/base/index.ts';

describe('addFields', () => {
  it('adds to the object itself, new fields behind the old ones', () => {
    const into = { a: 1, b: 2 };
    const all = addFields(into, { c: 3, a: 4 });
    expect(all).to.equal(into);
    expect(Object.entries(all)).to.deep.equal([
      ['a', 4],
      ['b', 2],
      ['c', 3],
    ]);
  });

  it('adds what is undefined as well', () => {
    expect(Object.keys(addFields({}, { a: undefined }))).to.deep.equal(['a']);
  });
});

describe('without', () => {
  it('copies the other fields in their order', () => {
    const value = { c: 3, a: 1, b: 2 };
    const copy = without(value, 'a');
    expect(Object.entries(copy)).to.deep.equal([
      ['c', 3],
      ['b', 2],
    ]);
    expect(value).to.deep.equal({ c: 3, a: 1, b: 2 });
  });
});
