/** Tables for people: kubectl-like, borderless, never cut in a pipe, never wider than a terminal. */
import { safe } from '../escape/index.ts';
import type { RenderOptions, TableAnswer } from '../options.ts';
import type { Sheet } from '../sheet/index.ts';
import { counted, sheetOf } from '../sheet/index.ts';
import { chunksOf } from './chunks.ts';
import type { DrawBlock, Drawing } from './columns.ts';
import { drawColumns } from './columns.ts';
import { fitColumns } from './fit.ts';
import { drawList } from './list.ts';
import type { MeasuredSheet } from './measure.ts';
import { measure } from './measure.ts';
import { wrap } from './width.ts';

export { chunksOf } from './chunks.ts';
export { styled } from './color.ts';
export { linkedPlaces } from './link.ts';
export { titled } from './list.ts';
export { wrap } from './width.ts';

/** Above this cli-table3 takes longer than reading the dump (reference/libraries.md, "the row cliff"). */
export const CLI_TABLE_ROWS = 200;

/** cli-table3 where it gives the same bytes in good time; loaded only then. */
async function blockDrawer({ columns, blocks, count }: MeasuredSheet, mayCut: boolean): Promise<DrawBlock | null> {
  if (count > CLI_TABLE_ROWS) return null;
  if (!mayCut && columns.some(({ natural, aligned }) => natural > aligned)) return null;
  const { drawWithCliTable, isPlain } = await import('./draw-with-cli-table.ts');
  for (const rows of blocks) if (!rows.every(({ cells }) => cells.every(({ text }) => isPlain(text)))) return null;
  return drawWithCliTable;
}

function cutWords(cuts: number, width: number): string {
  const cells = counted(cuts, 'cell');
  return `${cells} cut to fit ${String(width)} columns: a wider terminal, a pipe or -o json shows all`;
}

type Footer = Sheet['footer'];

function footerLines(footer: Footer, width: number | null): readonly string[] {
  return footer.flatMap((line) => (width === null ? [safe(line)] : wrap(safe(line), width)));
}

function* listLines(measured: MeasuredSheet, footer: Footer, width: number, color: boolean): Iterable<string> {
  yield* drawList(measured, width, color);
  yield '';
  yield* footerLines(footer, width);
}

function* tableLines(drawing: Drawing, footer: Footer): Iterable<string> {
  const { measured, width } = drawing;
  if (measured.count > 0) {
    yield* drawColumns(drawing);
    yield '';
  }
  const count = footer.at(-1) ?? '';
  const said = drawing.cuts === 0 || width === null ? count : `${count}; ${cutWords(drawing.cuts, width)}`;
  yield* footerLines([...footer.slice(0, -1), said], width);
}

/** The lines of an answer as a table, in chunks; none when the envelope holds no result. */
export async function renderTable(answer: TableAnswer, options: RenderOptions): Promise<Iterable<string>> {
  const sheet = sheetOf(answer, { wide: options.wide, selfContained: options.width === null });
  if (sheet === null) return [];
  const measured = measure(sheet);
  const { footer } = sheet;
  const { width, color } = options;
  const link = options.link ?? null;
  const widths = width === null ? measured.columns.map(({ aligned }) => aligned) : fitColumns(measured.columns, width);
  if (widths === null) return chunksOf(listLines(measured, footer, width ?? 0, color));
  // cli-table3 need not learn to measure links.
  const drawBlock = link === null ? await blockDrawer(measured, width !== null) : null;
  return chunksOf(tableLines({ measured, widths, width, color, drawBlock, link, cuts: 0 }, footer));
}
