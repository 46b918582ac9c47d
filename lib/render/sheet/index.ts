/** Result documents as sheets of words: the same for tables and Markdown, drawn elsewhere. */
import type { TableAnswer } from '../options.ts';
import { clustersSheet } from './clusters.ts';
import { listenersSheet } from './listeners.ts';
import { routesSheet } from './routes.ts';
import type { Sheet, View } from './sheet.ts';

export { counted } from '../phrase/index.ts';
export { rawFacts } from './facts.ts';
export type { CellWords, Sheet, SheetColumn, SheetRow, View } from './sheet.ts';

/** The sheet of a table answer; null when the envelope holds no result. */
export function sheetOf(answer: TableAnswer, view: View): Sheet | null {
  switch (answer.kind) {
    case 'routes':
      return answer.envelope.result === null ? null : routesSheet(answer.envelope, answer.envelope.result, view);
    case 'clusters':
      return answer.envelope.result === null ? null : clustersSheet(answer.envelope, answer.envelope.result, view);
    case 'listeners':
      return answer.envelope.result === null ? null : listenersSheet(answer.envelope, answer.envelope.result, view);
  }
}
