import { expect } from 'chai';
import { LazyRows } from '../../../lib/analyze/rows/index.ts';

describe('lazy rows', () => {
  for (const [length, made] of [
    [3, 3],
    [30_000, 60_000],
  ] as const) {
    it(`${String(length)} read twice are made ${String(made)} times`, () => {
      let times = 0;
      const rows = new LazyRows(length, function* () {
        for (let at = 0; at < length; at += 3, times += 3) yield [{ at }, { at: at + 1 }, { at: at + 2 }];
      });
      expect(rows).to.have.length(length);
      expect([...rows].at(-1)).to.deep.equal({ at: length - 1 });
      expect([...rows]).to.have.length(length);
      expect(times).to.equal(made);
    });
  }

  it('are an array as JSON', () => {
    expect(JSON.stringify({ rows: new LazyRows(2, () => [[1], [], [2]]) })).to.equal('{"rows":[1,2]}');
  });
});
