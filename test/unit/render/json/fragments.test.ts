import { expect } from 'chai';
import { Fragments } from '../../../../lib/render/json/fragments.ts';

describe('fragments of rows', () => {
  const counted = (): { readonly fragments: Fragments; readonly spelled: () => number } => {
    let times = 0;
    const fragments = new Fragments((value) => {
      times++;
      return JSON.stringify(value);
    });
    return { fragments, spelled: () => times };
  };

  it('spells an object once, and equal ones each', () => {
    const { fragments, spelled } = counted();
    const one = { a: 1 };
    expect([fragments.of(one), fragments.of(one), fragments.of({ a: 1 })]).to.deep.equal(Array(3).fill('{"a":1}'));
    expect(spelled()).to.equal(2);
  });

  for (const [value, text] of [
    [null, 'null'],
    [undefined, undefined],
    [7, '7'],
    ['a\u202e', '"a\\u202e"'],
    [{ a: '\u009b' }, '{"a":"\\u009b"}'],
  ] as const) {
    it(`gives ${String(text)}`, () => expect(counted().fragments.of(value)).to.equal(text));
  }

  it('remembers so many objects and so much text, and stays right', () => {
    for (const [many, long] of [
      [20_000, 1],
      [100, 1 << 20],
    ] as const) {
      const { fragments, spelled } = counted();
      const values = Array.from({ length: many }, (_, at) => ({ at, text: 'x'.repeat(long) }));
      for (const value of [...values, ...values]) expect(fragments.of(value) === JSON.stringify(value)).to.equal(true);
      expect(spelled()).to.be.above(many);
    }
  });
});
