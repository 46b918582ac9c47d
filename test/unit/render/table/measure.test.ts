import { expect } from 'chai';
import type { MakeCell, Sheet, SheetRow } from '../../../../lib/render/sheet/sheet.ts';
import { measure } from '../../../../lib/render/table/measure.ts';

const TEXTS = ['a', 'bb', 'cccc', 'd', 'ee'];

/** One column; `made` counts the cells that were made. */
function sheet(): { sheet: Sheet; made: () => number } {
  let made = 0;
  const blocks = <Cell>(make: MakeCell<Cell>): Iterable<readonly SheetRow<Cell>[]> => ({
    *[Symbol.iterator]() {
      for (const text of TEXTS) {
        made++;
        const words = { text, place: null, appendsPlace: false, status: 'attributed' } as const;
        yield [{ cells: [make(words, 0)], status: 'attributed', heading: null }];
      }
    },
  });
  const columns = [{ title: 'T', weight: 1, blankRepeats: false, isSource: false }];
  return { sheet: { columns, blocks, footer: [] }, made: () => made };
}

describe('render/table measure', () => {
  for (const limit of [1, 2, 5, 6]) {
    it(`gives every row, measured up to ${String(limit)}`, () => {
      const { sheet: all, made } = sheet();
      const { columns, blocks, count } = measure(all, limit);
      expect(made(), 'no more are made than are measured').to.equal(Math.min(limit, TEXTS.length));
      expect(count).to.equal(Math.min(limit, TEXTS.length));
      expect(columns[0]?.aligned).to.equal(Math.max(...TEXTS.slice(0, limit).map(({ length }) => length)));
      const read = () => [...blocks].flat().map(({ cells }) => cells[0]?.text);
      expect(read()).to.deep.equal(TEXTS);
      expect(made(), 'each is made once').to.equal(TEXTS.length);
      expect(read(), 'a second reading').to.deep.equal(TEXTS);
    });
  }
});
