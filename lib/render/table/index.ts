/** Tables for people: kubectl-like, borderless, never cut in a pipe, never wider than a terminal. */
import { safe } from '../escape/index.ts';
import type { RenderOptions, TableAnswer } from '../options.ts';
import type { Sheet } from '../sheet/index.ts';
import { counted, sheetOf } from '../sheet/index.ts';
import { chunksOf } from './chunks.ts';
import type { DrawBlock } from './columns.ts';
import { drawColumns } from './columns.ts';
import { fitColumns } from './fit.ts';
import { drawList } from './list.ts';
import type { Measured } from './measure.ts';
import { measure } from './measure.ts';
import { wrap } from './width.ts';

export { chunksOf } from './chunks.ts';
export { styled } from './color.ts';
export { titled } from './list.ts';
export { wrap } from './width.ts';

/** Above this cli-table3 takes longer than reading the dump (reference/libraries.md, "the row cliff"). */
export const CLI_TABLE_ROWS = 1000;

/** cli-table3 where it gives the same bytes in good time; loaded only then. */
async function blockDrawer(measured: Measured, widths: readonly number[], mayCut: boolean): Promise<DrawBlock | null> {
  const { rows, natural } = measured;
  if (rows.length > CLI_TABLE_ROWS) return null;
  if (!mayCut && natural.some((width, at) => width > (widths[at] ?? 0))) return null;
  const { drawWithCliTable, isPlain } = await import('./draw-with-cli-table.ts');
  return rows.every((row) => row.every(isPlain)) ? drawWithCliTable : null;
}

function cutWords(cuts: number, width: number): string {
  const cells = counted(cuts, 'cell');
  return `${cells} cut to fit ${String(width)} columns: a wider terminal, a pipe or -o json shows all`;
}

function footerLines(footer: readonly string[], width: number | null): readonly string[] {
  return footer.flatMap((line) => (width === null ? [safe(line)] : wrap(safe(line), width)));
}

function* listLines(sheet: Sheet, options: RenderOptions, width: number): Iterable<string> {
  yield* drawList(sheet, width, options.color);
  yield '';
  yield* footerLines(sheet.footer, width);
}

function* tableLines(
  sheet: Sheet,
  measured: Measured,
  widths: readonly number[],
  options: RenderOptions,
  drawBlock: DrawBlock | null,
): Iterable<string> {
  const { width, color } = options;
  const drawing = { sheet, measured, widths, width, color, drawBlock, cuts: 0 };
  if (sheet.rows.length > 0) {
    yield* drawColumns(drawing);
    yield '';
  }
  const count = sheet.footer.at(-1) ?? '';
  const said = drawing.cuts === 0 || width === null ? count : `${count}; ${cutWords(drawing.cuts, width)}`;
  yield* footerLines([...sheet.footer.slice(0, -1), said], width);
}

/** The lines of an answer as a table, in chunks; none when the envelope holds no result. */
export async function renderTable(answer: TableAnswer, options: RenderOptions): Promise<Iterable<string>> {
  const sheet = sheetOf(answer, { wide: options.wide, selfContained: options.width === null });
  if (sheet === null) return [];
  const measured = measure(sheet);
  const { natural, firm, aligned } = measured;
  const columns = sheet.columns.map(({ weight }, at) => ({
    natural: natural[at] ?? 0,
    firm: firm[at] ?? 0,
    weight,
  }));
  const widths = options.width === null ? aligned : fitColumns(columns, options.width);
  if (widths === null) return chunksOf(listLines(sheet, options, options.width ?? 0));
  const drawBlock = await blockDrawer(measured, widths, options.width !== null);
  return chunksOf(tableLines(sheet, measured, widths, options, drawBlock));
}
