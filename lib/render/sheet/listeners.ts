import type { Envelope, ListenersResult, Section, Source } from '../../model/index.ts';
import type { ClusterWords } from '../phrase/index.ts';
import { addLiteralHosts, clusterWords, counted } from '../phrase/index.ts';
import { countLine, countStatuses, statusCounts } from './count.ts';
import { footerOf } from './footer.ts';
import type { ListenerLine } from './listener-columns.ts';
import { listenerColumns } from './listener-columns.ts';
import type { Sheet, View } from './sheet.ts';
import { fillSheet, inBlocks } from './sheet-rows.ts';

const RELEVANT: ReadonlySet<Section> = new Set<Section>(['listeners', 'bootstrap']);

function wordsFor(lines: readonly ListenerLine[], wide: boolean): ClusterWords {
  if (wide) return clusterWords(true, new Set());
  const hosts = new Set<string>();
  for (const { chain } of lines) {
    if (chain?.target.kind === 'tcp') addLiteralHosts(chain.target.cluster, hosts);
  }
  return clusterWords(false, hosts);
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
  const chains = lines.filter(({ chain }) => chain !== null).length;
  const statusOf = ({ row, chain }: ListenerLine): Source['status'] => (chain ?? row).source.status;
  const statuses = statusCounts(countStatuses(lines.map(statusOf)));
  const what = `${counted(result.listeners.length, 'listener')} with ${counted(chains, 'filter chain')}`;
  const rejected = result.listeners.filter((row) => row.error !== undefined).length;
  const more = rejected === 0 ? [] : [`${counted(rejected, 'listener')} with a rejected update`];
  return {
    ...fillSheet(
      { columns: listenerColumns(wordsFor(lines, view.wide), view.wide), blocks: inBlocks(lines), statusOf },
      view,
    ),
    footer: footerOf(envelope, result, RELEVANT, view, countLine(what, statuses, more, result.filtered)),
  };
}
