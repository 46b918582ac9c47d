import { expect } from 'chai';
import type { TableAnswer } from '../../../../lib/render/index.ts';
import { render } from '../../../../lib/render/index.ts';
import { sheetOf } from '../../../../lib/render/sheet/index.ts';
import { spanText, splitRow } from '../markdown-reading.ts';
import { clusterRow, envelope, joined, listenerRow, PROXY, routeRow, routesResult, seed } from '../documents.ts';

const OPTIONS = { width: 80, color: true, wide: false } as const;

describe('markdown', () => {
  const hostile = routeRow({
    domains: ['a|b', '`'],
    match: {
      path: { kind: 'regex', regex: '/(a|b)\\|`c' },
      headers: [{ name: ':method', test: { kind: 'regex', regex: 'GET|POST' } }],
    },
  });
  const answers: readonly TableAnswer[] = [
    { kind: 'routes', envelope: seed() },
    { kind: 'routes', envelope: envelope(routesResult({ routes: [hostile], filtered: 2 })) },
    { kind: 'clusters', envelope: envelope({ proxy: PROXY, gaps: [], clusters: [clusterRow()], filtered: 0 }) },
    { kind: 'listeners', envelope: envelope({ proxy: PROXY, gaps: [], listeners: [listenerRow()], filtered: 0 }) },
  ];
  for (const [at, answer] of answers.entries()) {
    it(`holds the columns and words of the wide table: ${answer.kind} ${String(at)}`, async () => {
      const text = joined(await render('markdown', answer, OPTIONS));
      const sheet = sheetOf(answer, { wide: true, selfContained: true });
      const rows = text.split('\n').filter((line) => line.startsWith('| '));
      expect(splitRow(rows[0] ?? '')).to.deep.equal(sheet?.columns.map(({ title }) => title));
      const cells = rows.slice(2).map((row) => splitRow(row).map(spanText));
      const words = [...(sheet?.blocks(({ text: said }) => said) ?? [])].flat().map((row) => row.cells);
      expect(cells).to.deep.equal(words);
      expect(spanText(text.trimEnd().split('\n').at(-1) ?? '')).to.equal(sheet?.footer.at(-1));
    });
  }

  it('says the words of the piped wide table', async () => {
    const [table, markdown] = await Promise.all([
      render('table', { kind: 'routes', envelope: seed() }, { width: null, color: false, wide: true }),
      render('markdown', { kind: 'routes', envelope: seed() }, OPTIONS),
    ]);
    const tableRows = joined(table)
      .split('\n')
      .slice(1, 9)
      .map((line) => line.split(/ {2,}/));
    const markdownRows = joined(markdown)
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(markdownRows.map((row) => splitRow(row).map(spanText))).to.deep.equal(tableRows);
  });
});
