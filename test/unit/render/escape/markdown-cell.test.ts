import { expect } from 'chai';
import fc from 'fast-check';
import { markdownCell, markdownCode, safe } from '../../../../lib/render/escape/index.ts';

/** GFM 4.10: a bar splits cells unless a backslash stands before it; that backslash is then dropped. */
export function splitRow(row: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  for (let i = 0; i < row.length; i += 1) {
    if (row[i] === '\\' && row[i + 1] === '|') {
      cell += '|';
      i += 1;
    } else if (row[i] === '|') {
      cells.push(cell.trim());
      cell = '';
    } else cell += row[i] ?? '';
  }
  cells.push(cell.trim());
  return cells.slice(1, -1);
}

/** CommonMark 6.1: the text of one code span that fills the whole string. */
export function spanText(span: string): string {
  const fence = /^`+/.exec(span)?.[0] ?? '';
  const inner = span.slice(fence.length, -fence.length);
  const runs = inner.match(/`+/g) ?? [];
  expect(runs, span).not.to.include(fence);
  expect(span.endsWith(fence)).to.equal(true);
  return /^ .* $/.test(inner) && inner.trim() !== '' ? inner.slice(1, -1) : inner;
}

describe('markdownCell', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['a word', '/grafana*', '`/grafana*`'],
    ['a bar', 'GET|POST', '`GET\\|POST`'],
    ['a bar after a backslash', 'a\\|b', '`a\\\\|b`'],
    ['a backtick', 'a`b', '``a`b``'],
    ['backticks at the ends', '``x`', '``` ``x` ```'],
    ['HTML', '<script>', '`<script>`'],
    ['a mention', '@istio/maintainers', '`@istio/maintainers`'],
    ['a line feed', 'a\nb', '`a\\u{a}b`'],
    ['nothing', '', ''],
  ];
  for (const [name, given, wanted] of table) it(name, () => expect(markdownCell(given)).to.equal(wanted));

  it('reads back as the text, in one cell', () => {
    const hostile = fc.string({ unit: fc.constantFrom('`', '|', '\\', ' ', 'a', '*', '<', '\n', '\u202e', '@') });
    fc.assert(
      fc.property(hostile, fc.string(), (one, two) => {
        for (const text of [one, two].map((raw) => raw.trim())) {
          const cells = splitRow(`| ${markdownCell(text)} | \`end\` |`);
          expect(cells).to.have.length(2);
          if (text !== '') expect(spanText(cells[0] ?? '')).to.equal(safe(text));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('outside tables a bar stays as it is', () => expect(markdownCode('a|b')).to.equal('`a|b`'));
});
