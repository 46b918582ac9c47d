import { safe } from '../escape/index.ts';
import { shortPlace } from '../phrase/index.ts';
import type { Sheet } from '../sheet/index.ts';
import { styled } from './color.ts';
import { wrap } from './width.ts';

/** Lines of one titled text, the title once and the rest under it; nothing is cut. */
export function titled(
  title: string,
  text: string,
  indent: number,
  titleWidth: number,
  width: number | null,
): readonly string[] {
  const room = width === null ? Number.POSITIVE_INFINITY : Math.max(16, width - indent - titleWidth - 2);
  return wrap(text, room).map((line, at) => {
    const label = (at === 0 ? title : '').padEnd(titleWidth);
    return `${' '.repeat(indent)}${label}  ${line}`.trimEnd();
  });
}

/**
 * For terminals too narrow for columns: each row as a block of titled lines, wrapped and never cut. Yields whole lines.
 */
export function* drawList(sheet: Sheet, width: number, color: boolean): Iterable<string> {
  const titleWidth = Math.max(...sheet.columns.map((column) => column.title.length));
  for (let at = 0; at < sheet.statuses.length; at += 1) {
    const heading = sheet.headings.get(at);
    if (at > 0 || heading !== undefined) yield '';
    if (heading !== undefined) for (const line of wrap(safe(heading), width)) yield styled(line, color ? 'bold' : null);
    for (const column of sheet.columns) {
      const text = column.cells[at] ?? '';
      if (text === '' || text === '-') continue;
      const place = column.appendsPlaces ? (column.places?.[at] ?? null) : null;
      const whole = place === null ? text : `${text} (${shortPlace(place)})`;
      yield* titled(column.title, safe(whole), 2, titleWidth, width);
    }
  }
}
