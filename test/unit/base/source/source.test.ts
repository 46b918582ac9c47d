import { expect } from 'chai';
import fc from 'fast-check';
import {
  Lines,
  eachPiece,
  findIn,
  memorySource,
  pieceOf,
  placeOf,
  textOf,
  wholeUpTo,
} from '../../../../lib/base/source/index.ts';
import { inPieces } from '../json/pieces.ts';

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n', ' ', 'ü'), maxLength: 60 });

describe('base/source', () => {
  it('a source in pieces says what one in memory says', () => {
    fc.assert(
      fc.property(texts, sizes, fc.nat(70), fc.nat(70), (text, most, a, b) => {
        const bytes = Buffer.from(text);
        const [memory, pieces] = [memorySource(bytes), inPieces(bytes, most)];
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        expect(textOf(pieces)).to.equal(text);
        expect(pieceOf(pieces, start, end).equals(pieceOf(memory, start, end))).to.equal(true);
        expect(placeOf(pieces, start)).to.deep.equal(placeOf(memory, start));
        expect(findIn(pieces, 'ab', start)).to.equal(bytes.indexOf('ab', start, 'latin1'));
        expect(wholeUpTo(pieces, bytes.length)?.equals(bytes)).to.equal(true);
        if (bytes.length > 0) expect(wholeUpTo(pieces, bytes.length - 1)).to.equal(null);
      }),
      { numRuns: 500 },
    );
  });

  const places: readonly (readonly [byte: number, line: number, column: number])[] = [
    [0, 1, 1],
    [1, 1, 2],
    [2, 2, 1],
    [3, 2, 2],
    [5, 4, 1],
  ];
  for (const [byte, line, column] of places) {
    it(`byte ${String(byte)} stands in line ${String(line)}, column ${String(column)}`, () => {
      expect(placeOf(memorySource(Buffer.from('a\nb\n\ncd')), byte)).to.deep.equal({ line, column });
    });
  }

  it('stops when it is told to', () => {
    let seen = 0;
    eachPiece(inPieces(Buffer.from('abcdef'), [2]), 0, (piece) => {
      seen += piece.length;
      return seen >= 4;
    });
    expect(seen).to.equal(4);
  });

  it('lines: ends and bytes, forward and back', () => {
    fc.assert(
      fc.property(texts, sizes, (text, most) => {
        const bytes = Buffer.from(text);
        const lines = new Lines(inPieces(bytes, most));
        for (const at of [...bytes.keys(), 0, bytes.length]) {
          const feed = bytes.indexOf(0x0a, at);
          expect(lines.end(at)).to.equal(feed === -1 ? bytes.length : feed);
          expect(lines.byte(at)).to.equal(bytes[at] ?? -1);
          expect(lines.text(0, at)).to.equal(bytes.toString('latin1', 0, at));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lines longer than what is held', () => {
    const bytes = Buffer.from(`${'x'.repeat(200_000)}\ny`);
    const lines = new Lines(inPieces(bytes, [50_000]));
    expect(lines.end(0)).to.equal(200_000);
    expect(lines.byte(200_001)).to.equal('y'.charCodeAt(0));
    expect(lines.text(199_999, 200_002)).to.equal('x\ny');
  });
});
