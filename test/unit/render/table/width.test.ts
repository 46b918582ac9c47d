import { expect } from 'chai';
import fc from 'fast-check';
import { cut, displayWidth, wrap } from '../../../../lib/render/table/width.ts';

describe('displayWidth', () => {
  const table: readonly (readonly [string, string, number])[] = [
    ['ASCII', 'shop.example.com', 16],
    ['nothing', '', 0],
    ['our own marks', '301 → a · b…', 12],
    ['Latin with marks of their own', 'bücher', 6],
    ['combining marks', 'bu\u0308cher', 6],
    ['CJK', '日本語', 6],
    ['Hangul', '한국', 4],
    ['fullwidth', 'ＡＢ', 4],
    ['emoji', '🚀', 2],
    ['an emoji of Unicode 15', '\u{1fae8}', 2],
    ['a CJK extension', '\u{20000}', 2],
    ['Arabic', 'سلام', 4],
    ['Thai with vowel marks', 'ที่', 1],
    ['private use', '\ue000', 1],
  ];
  for (const [name, text, wanted] of table) it(name, () => expect(displayWidth(text)).to.equal(wanted));
});

describe('cut', () => {
  const table: readonly (readonly [string, number, string])[] = [
    ['grafana', 7, 'grafana'],
    ['grafana', 6, 'grafa…'],
    ['grafana', 1, '…'],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['u\u0308u\u0308u\u0308', 2, 'u\u0308…'],
  ];
  for (const [text, columns, wanted] of table) {
    it(`${text} to ${String(columns)}`, () => expect(cut(text, columns)).to.equal(wanted));
  }

  it('never takes more than its columns, and cuts only what is too wide', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, columns) => {
        const out = cut(text, columns);
        expect(displayWidth(out)).to.be.at.most(columns);
        expect(out === text).to.equal(displayWidth(text) <= columns);
      }),
    );
  });
});

describe('wrap', () => {
  it('breaks at spaces, and inside words only where it must', () => {
    expect(wrap('one two three', 7)).to.deep.equal(['one two', 'three']);
    expect(wrap('abcdefghij', 4)).to.deep.equal(['abcd', 'efgh', 'ij']);
    expect(wrap('', 4)).to.deep.equal(['']);
    expect(wrap('日', 1)).to.deep.equal(['日', '']);
  });

  it('loses nothing but the spaces it broke at', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 30 }), (text, columns) => {
        const lines = wrap(text, columns);
        expect(lines.join('').replaceAll(' ', '')).to.equal(text.replaceAll(' ', ''));
        for (const line of lines) expect(displayWidth(line)).to.be.at.most(columns);
      }),
    );
  });
});
