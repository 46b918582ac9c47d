import type { Envelope, ListenersResult, Section } from '../../model/index.ts';
import type { ClusterWords } from '../phrase/index.ts';
import { clusterNames, clusterWords, literalHosts } from '../phrase/index.ts';
import { countLine, counted, statusCounts } from './count.ts';
import { footerOf } from './footer.ts';
import type { ListenerLine } from './listener-columns.ts';
import { listenerColumns } from './listener-columns.ts';
import type { Sheet, View } from './sheet.ts';
import { columnsFor, sheetColumn } from './sheet.ts';

const RELEVANT: ReadonlySet<Section> = new Set<Section>(['listeners', 'bootstrap']);

function wordsFor(lines: readonly ListenerLine[], wide: boolean): ClusterWords {
  if (wide) return clusterWords(true, new Set());
  const names = lines.flatMap(({ chain }) => (chain?.target.kind === 'tcp' ? clusterNames(chain.target.cluster) : []));
  return clusterWords(false, literalHosts(names));
}

/** One line a filter chain; a listener without chains has one line too. */
function listenerLines(result: ListenersResult): readonly ListenerLine[] {
  return result.listeners.flatMap((row): readonly ListenerLine[] => {
    return row.filterChains.length === 0 ? [{ row, chain: null }] : row.filterChains.map((chain) => ({ row, chain }));
  });
}

/** The listeners table. */
export function listenersSheet(envelope: Envelope<ListenersResult>, result: ListenersResult, view: View): Sheet {
  const lines = listenerLines(result);
  const columns = columnsFor(listenerColumns(wordsFor(lines, view.wide), view.wide), view);
  const chains = lines.filter(({ chain }) => chain !== null).length;
  const statuses = statusCounts(lines.map(({ row, chain }) => (chain ?? row).source.status));
  const what = `${counted(result.listeners.length, 'listener')} with ${counted(chains, 'filter chain')}`;
  const rejected = result.listeners.filter((row) => row.error !== undefined).length;
  const more = rejected === 0 ? [] : [`${counted(rejected, 'listener')} with a rejected update`];
  return {
    columns: columns.map(sheetColumn),
    rows: lines.map((line) => ({
      cells: columns.map((column) => column.read(line)),
      status: (line.chain ?? line.row).source.status,
    })),
    headings: new Map(),
    footer: footerOf(envelope, result, RELEVANT, view, countLine(what, statuses, more, result.filtered)),
  };
}
