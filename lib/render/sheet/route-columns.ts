import type { Source } from '../../model/index.ts';
import type { ClusterWords } from '../phrase/index.ts';
import {
  actionWords,
  evidenceList,
  gatewayList,
  matchWords,
  noRouteWords,
  settingsWords,
  sourceWords,
  TLS_REDIRECT,
} from '../phrase/index.ts';
import type { RouteLine } from './route-lines.ts';
import type { Column } from './sheet.ts';
import { orDash } from './sheet.ts';

function hostMatch(line: Exclude<RouteLine, { kind: 'route' }>): string {
  if (line.kind === 'noRoute') return line.row.incomplete === true ? '(other routes)' : '/*';
  return line.row.requireTls === 'EXTERNAL_ONLY' ? '/* (plain HTTP, external)' : '/* (plain HTTP)';
}

function hostSettings(line: Exclude<RouteLine, { kind: 'route' }>): string {
  if (line.kind === 'noRoute') return '';
  // envoy-semantics.md 3: require_tls compares x-forwarded-proto, not the socket.
  const after = line.row.routes === 0 ? `; ${noRouteWords(line.row)} otherwise` : '';
  return `require_tls ${line.row.requireTls}: unless x-forwarded-proto is https${after}`;
}

/** A route's own gateways, else those of its virtual host. */
function gatewaysOf({ row, host }: RouteLine): Source['gateways'] {
  const own = row.source.gateways;
  return own.length === 0 && host !== null ? host.source.gateways : own;
}

/** The columns of the routes table in their one order. */
export function routeColumns(clusters: ClusterWords, wide: boolean): readonly Column<RouteLine>[] {
  const column = (
    title: string,
    weight: number,
    shown: Column<RouteLine>['shown'],
    read: (line: RouteLine) => string,
  ): Column<RouteLine> => ({ title, weight, shown, read });
  return [
    { ...column('PORT', 1, 'selfContained', ({ row }) => orDash(row.ports.join(','))), key: ({ row }) => row.ports },
    {
      ...column('HOSTS', 2, 'always', ({ row }) => orDash(row.domains.join(','))),
      key: ({ row }) => row.domains,
      blankRepeats: true,
    },
    {
      ...column('MATCH', 3, 'always', (line) => (line.kind === 'route' ? matchWords(line.row.match) : hostMatch(line))),
      key: (line) => (line.kind === 'route' ? line.row.match : null),
    },
    {
      ...column('DESTINATION', 3, 'always', (line) => {
        if (line.kind === 'route') return actionWords(line.row.action, line.row.perFilterConfig, clusters);
        return line.kind === 'tls' ? TLS_REDIRECT : noRouteWords(line.row);
      }),
      key: (line) => (line.kind === 'route' && line.row.perFilterConfig === undefined ? line.row.action : null),
    },
    {
      ...column('SOURCE', 6, 'always', ({ row }) => sourceWords(row.source, wide)),
      key: ({ row }) => row.source,
      isSource: true,
      place: ({ row }) => row.source.location,
    },
    { ...column('GATEWAY', 2, 'selfContained', (line) => orDash(gatewayList(gatewaysOf(line)))), key: gatewaysOf },
    column('ROUTE CONFIG', 2, 'wide', (line) => line.row.routeConfig),
    column('VIRTUAL HOST', 2, 'wide', (line) => line.row.virtualHost),
    column('#', 1, 'wide', (line) => (line.kind === 'route' ? String(line.row.index) : '-')),
    column('NAME', 1, 'wide', (line) => orDash(line.kind === 'route' ? (line.row.name ?? '') : '')),
    column('SETTINGS', 3, 'wide', (line) =>
      orDash(line.kind === 'route' ? settingsWords(line.row, clusters) : hostSettings(line)),
    ),
    {
      ...column('EVIDENCE', 3, 'wide', ({ row }) => orDash(evidenceList(row.source.evidence))),
      key: ({ row }) => row.source.evidence,
    },
  ];
}
