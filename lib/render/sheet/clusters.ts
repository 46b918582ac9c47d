import type { ClusterRow, ClustersResult, Envelope, Section, Source } from '../../model/index.ts';
import {
  clusterSettingsWords,
  clusterTlsWords,
  counted,
  endpointWords,
  evidenceList,
  sourceWords,
} from '../phrase/index.ts';
import { countLine, countStatuses, statusCounts } from './count.ts';
import { footerOf } from './footer.ts';
import type { Column, Sheet, View } from './sheet.ts';
import { orDash } from './sheet.ts';
import { fillSheet, inBlocks } from './sheet-rows.ts';

const RELEVANT: ReadonlySet<Section> = new Set<Section>(['clusters', 'endpoints', 'bootstrap']);

/** The kind is said by the column's title, unless it is another one. */
function ruleWords(rule: Source | null, wide: boolean): string {
  if (rule === null) return '-';
  return sourceWords(rule, wide).replace(/^DestinationRule /, '');
}

/** The columns of the clusters table in their one order; the first six are istioctl's, endpoints added. */
export function clusterColumns(wide: boolean): readonly Column<ClusterRow>[] {
  const column = (
    title: string,
    weight: number,
    shown: Column<ClusterRow>['shown'],
    read: (row: ClusterRow) => string,
  ): Column<ClusterRow> => ({ title, weight, shown, read });
  return [
    column('SERVICE FQDN', 3, 'always', (row) => orDash(row.parts?.host ?? row.name)),
    column('PORT', 1, 'always', (row) => (row.parts === null ? '-' : String(row.parts.port))),
    column('SUBSET', 1, 'always', (row) => orDash(row.parts?.subset ?? '')),
    column('DIRECTION', 1, 'always', (row) => orDash(row.parts?.direction ?? '')),
    column('TYPE', 1, 'always', (row) => row.type),
    column('ENDPOINTS', 1, 'always', (row) => endpointWords(row.endpoints)),
    column('DESTINATION RULE', 2, 'always', (row) => ruleWords(row.destinationRule, wide)),
    {
      ...column('SOURCE', 6, 'always', (row) => sourceWords(row.source, wide)),
      key: (row) => row.source,
      isSource: true,
      place: (row) => row.source.location,
    },
    column('STATE', 1, 'wide', (row) => row.state ?? 'unknown'),
    column('CLUSTER', 3, 'wide', (row) => row.name),
    column('TLS', 2, 'wide', clusterTlsWords),
    column('SETTINGS', 2, 'wide', clusterSettingsWords),
    column('EVIDENCE', 3, 'wide', (row) => orDash(evidenceList(row.source.evidence))),
  ];
}

/** The clusters table. */
export function clustersSheet(envelope: Envelope<ClustersResult>, result: ClustersResult, view: View): Sheet {
  const statuses = statusCounts(countStatuses(result.clusters.map((row) => row.source.status)));
  const unknown = result.clusters.filter((row) => row.endpoints === null).length;
  const more = unknown === 0 ? [] : [`endpoints unknown for ${String(unknown)}`];
  const count = countLine(counted(result.clusters.length, 'cluster'), statuses, more, result.filtered);
  return {
    ...fillSheet(
      { columns: clusterColumns(view.wide), blocks: inBlocks(result.clusters), statusOf: (row) => row.source.status },
      view,
    ),
    footer: footerOf(envelope, result, RELEVANT, view, count),
  };
}
