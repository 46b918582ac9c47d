import { expect } from 'chai';
import fc from 'fast-check';
import { styled } from '../../../../lib/render/table/color.ts';
import { drawLine } from '../../../../lib/render/table/draw-line.ts';
import { drawWithCliTable, isPlain } from '../../../../lib/render/table/draw-with-cli-table.ts';
import { fitColumns } from '../../../../lib/render/table/fit.ts';
import { displayWidth } from '../../../../lib/render/table/width.ts';

const text = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ 019/*.:-_|"\\{}[]$^·…→')), maxLength: 20 });
const style = fc.constantFrom(null, 'bold', 'dim', 'yellow', 'cyan', 'red');

describe('drawing with cli-table3', () => {
  it('gives the bytes of our own padding, with and without color', () => {
    const tables = fc.integer({ min: 1, max: 6 }).chain((columns) =>
      fc.array(fc.array(fc.tuple(text, style), { minLength: columns, maxLength: columns }), {
        minLength: 1,
        maxLength: 120,
      }),
    );
    fc.assert(
      fc.property(tables, (raw) => {
        const rows = raw.map((row) =>
          row.map(([cell, how]) => ({ text: styled(cell, how), columns: displayWidth(cell) })),
        );
        const widths = (rows[0] ?? []).map((_, at) => Math.max(1, ...rows.map((row) => row[at]?.columns ?? 0)));
        expect(drawWithCliTable(rows, widths)).to.deep.equal(rows.map((row) => drawLine(row, widths)));
      }),
      { numRuns: 150 },
    );
  });

  it('is left to us for characters that the two measure differently', () => {
    expect(isPlain('301 → grafana · 50%…')).to.equal(true);
    for (const other of ['日本', '🚀', 'u\u0308', '\u{1fae8}', '©']) expect(isPlain(other), other).to.equal(false);
  });
});

describe('drawLine', () => {
  it('lets a long cell stick out and ends no line in a space', () => {
    const cells = ['long cell', 'b', ''].map((cell) => ({ text: cell, columns: cell.length }));
    expect(drawLine(cells, [4, 6, 3])).to.equal('long cell  b');
  });
});

describe('fitColumns', () => {
  const column = (natural: number, firm: number, weight: number): Parameters<typeof fitColumns>[0][number] => ({
    column: { weight },
    natural,
    firm,
  });

  it('gives everyone everything while there is room', () => {
    expect(fitColumns([column(10, 10, 1), column(20, 20, 1)], 32)).to.deep.equal([10, 20]);
  });

  it('takes first from sentences', () => {
    expect(fitColumns([column(40, 40, 3), column(70, 30, 6)], 82)).to.deep.equal([40, 40]);
  });

  it('refuses what nobody could read', () => {
    expect(fitColumns([column(40, 40, 3), column(70, 70, 6)], 30)).to.equal(null);
  });

  it('never takes more than the width and leaves no column that is wanted without', () => {
    const columns = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 6 })),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(columns, fc.integer({ min: 1, max: 300 }), (raw, width) => {
        const all = raw.map(([natural, firm, weight]) => column(natural, Math.min(natural, firm), weight));
        const widths = fitColumns(all, width);
        if (widths === null) return;
        const total = widths.reduce((sum, next) => sum + next, 0) + 2 * (all.length - 1);
        expect(total).to.be.at.most(width);
        for (const [at, own] of widths.entries()) {
          expect(own).to.be.at.most(all[at]?.natural ?? 0);
          expect(own).to.be.at.least(1);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
