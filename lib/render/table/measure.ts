import { safe } from '../escape/index.ts';
import type { Sheet } from '../sheet/index.ts';
import { ALIGN_LIMIT } from './fit.ts';
import { displayWidth } from './width.ts';

/** A sheet with every cell sanitized and measured; `widths` is row-major. */
export interface Measured {
  readonly rows: readonly (readonly string[])[];
  readonly widths: Int32Array;
  readonly natural: readonly number[];
  readonly firm: readonly number[];
  /** Widths in which cells beyond ALIGN_LIMIT do not count. */
  readonly aligned: readonly number[];
}

/** The one place where a table's words meet `safe`. Repeats of the cell above are neither escaped nor measured again. */
export function measure(sheet: Sheet): Measured {
  const columns = sheet.columns.length;
  const titles = sheet.columns.map((column) => column.title.length);
  const natural = [...titles];
  const firm = [...titles];
  const aligned = [...titles];
  const widths = new Int32Array(sheet.rows.length * columns);
  const rows: string[][] = [];
  for (let column = 0; column < columns; column += 1) {
    const isSource = sheet.columns[column]?.isSource === true;
    let raw = '';
    let clean = '';
    let width = 0;
    for (const [at, row] of sheet.rows.entries()) {
      const text = row.cells[column] ?? '';
      if (text !== raw) {
        raw = text;
        clean = safe(text);
        width = displayWidth(clean);
      }
      (rows[at] ??= []).push(clean);
      widths[at * columns + column] = width;
      if (width > (natural[column] ?? 0)) natural[column] = width;
      if (width > (aligned[column] ?? 0) && width <= ALIGN_LIMIT) aligned[column] = width;
      if (width > (firm[column] ?? 0) && (!isSource || row.status === 'attributed')) firm[column] = width;
    }
  }
  return { rows, widths, natural, firm, aligned };
}
