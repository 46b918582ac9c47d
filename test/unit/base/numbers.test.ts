import { expect } from 'chai';
import { Numbers, inOnePiece } from '../../../lib/base/index.ts';

describe('Numbers', () => {
  it('are equal where the texts of values are', () => {
    const numbers = new Numbers<{ readonly text: string }>(({ text }) => text);
    const first = { text: 'a' };
    const [a, b] = [numbers.of(first), numbers.of({ text: 'b' })];
    expect(numbers.of({ text: 'a' })).to.equal(a);
    expect(numbers.of(first)).to.equal(a);
    expect(b).not.to.equal(a);
  });

  it('word a value once', () => {
    let worded = 0;
    const numbers = new Numbers<object>(() => String(worded++));
    const value = {};
    expect(numbers.of(value)).to.equal(numbers.of(value));
    expect(worded).to.equal(1);
  });
});

describe('inOnePiece', () => {
  for (const text of ['', 'a', `${'ab'.repeat(20)}, ${'cd'.repeat(20)}`, '→'.repeat(30)]) {
    it(`gives ${JSON.stringify(text)} back`, () => {
      expect(inOnePiece(text)).to.equal(text);
    });
  }
});
