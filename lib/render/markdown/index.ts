/** GitHub Markdown: the columns and the words of the wide table, for tickets. */
import { markdownCell, markdownCode } from '../escape/index.ts';
import type { TableAnswer } from '../options.ts';
import type { Sheet } from '../sheet/index.ts';
import { sheetOf } from '../sheet/index.ts';
import { chunksOf } from '../table/index.ts';

function* sheetLines(title: string, sheet: Sheet): Iterable<string> {
  yield `## ${title}`;
  yield '';
  let isEmpty = true;
  for (const rows of sheet.blocks(({ text }) => markdownCell(text))) {
    if (isEmpty && rows.length > 0) {
      yield `| ${sheet.columns.map((column) => column.title).join(' | ')} |`;
      yield `|${sheet.columns.map(() => ' --- |').join('')}`;
      isEmpty = false;
    }
    for (const { cells } of rows) yield `| ${cells.join(' | ')} |`;
  }
  if (!isEmpty) yield '';
  // Each line by itself, and as code: proxy names and unknown field names come from the dump.
  for (const [at, line] of sheet.footer.entries()) {
    if (at > 0) yield '';
    yield markdownCode(line);
  }
}

const TITLES = {
  routes: 'Routes',
  clusters: 'Clusters',
  listeners: 'Listeners',
} as const satisfies Record<TableAnswer['kind'], string>;

/** The answer as a GitHub table, in chunks; none when the envelope holds no result. */
export function renderMarkdownTable(answer: TableAnswer): Iterable<string> {
  const sheet = sheetOf(answer, { wide: true, selfContained: true });
  return sheet === null ? [] : chunksOf(sheetLines(TITLES[answer.kind], sheet));
}
