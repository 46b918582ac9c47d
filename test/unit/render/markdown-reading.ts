/** Reads Markdown back by the rules of its specifications, written independently of what writes it. */
import { expect } from 'chai';

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
