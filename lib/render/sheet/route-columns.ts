import type { RouteAction, RouteRow, RoutesResult, Source } from '../../model/index.ts';
import type { ClusterWords } from '../phrase/index.ts';
import {
  actionWords,
  addLiteralHost,
  addLiteralHosts,
  clusterWords,
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

function addHosts(action: RouteAction, hosts: Set<string>): void {
  if (action.kind !== 'forward') return;
  addLiteralHosts(action.cluster, hosts);
  for (const mirror of action.mirrors ?? []) addLiteralHost(mirror.cluster, hosts);
}

/** Cluster names of a whole result, so that a shortened host can be checked against all others. */
export function routeClusterWords(routes: RoutesResult['routes'], wide: boolean): ClusterWords {
  if (wide) return clusterWords(true, new Set());
  const hosts = new Set<string>();
  const seen = new Set<RouteAction>();
  for (const { action } of routes) {
    if (seen.has(action)) continue;
    seen.add(action);
    addHosts(action, hosts);
  }
  return clusterWords(false, hosts);
}

/** Each object is worded once: Istio repeats matches, actions and makers from host to host, and equal ones are shared. */
function remembered<Key extends object>(phrase: (key: Key) => string): (key: Key) => string {
  const known = new Map<Key, string>();
  let last: Key | null = null;
  let made = '';
  return (key) => {
    if (key === last) return made;
    last = key;
    const old = known.get(key);
    if (old !== undefined) return (made = old);
    made = phrase(key);
    known.set(key, made);
    return made;
  };
}

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
function gatewaysOf(line: RouteLine, list: (gateways: Source['gateways']) => string): string {
  const own = list(line.row.source.gateways);
  return own === '' && line.host !== null ? list(line.host.source.gateways) : own;
}

const settingsOf = (row: RouteRow, clusters: ClusterWords): string => settingsWords(row, clusters);

/** The columns of the routes table in their one order. */
export function routeColumns(clusters: ClusterWords, wide: boolean): readonly Column<RouteLine>[] {
  const source = remembered((key: Source) => sourceWords(key, wide));
  const gateways = remembered((key: Source['gateways']) => gatewayList(key));
  const domains = remembered((key: readonly string[]) => key.join(','));
  const match = remembered(matchWords);
  const action = remembered((key: RouteAction) => actionWords(key, undefined, clusters));
  const column = (
    title: string,
    weight: number,
    shown: Column<RouteLine>['shown'],
    read: (line: RouteLine) => string,
  ): Column<RouteLine> => ({ title, weight, shown, read });
  return [
    column('PORT', 1, 'selfContained', (line) => orDash(line.row.ports.join(','))),
    { ...column('HOSTS', 2, 'always', (line) => orDash(domains(line.row.domains))), blankRepeats: true },
    column('MATCH', 3, 'always', (line) => (line.kind === 'route' ? match(line.row.match) : hostMatch(line))),
    column('DESTINATION', 3, 'always', (line) => {
      if (line.kind === 'route') {
        const { action: does, perFilterConfig } = line.row;
        return perFilterConfig === undefined ? action(does) : actionWords(does, perFilterConfig, clusters);
      }
      return line.kind === 'tls' ? TLS_REDIRECT : noRouteWords(line.row);
    }),
    {
      ...column('SOURCE', 6, 'always', (line) => source(line.row.source)),
      isSource: true,
      place: (line) => line.row.source.location,
    },
    column('GATEWAY', 2, 'selfContained', (line) => orDash(gatewaysOf(line, gateways))),
    column('ROUTE CONFIG', 2, 'wide', (line) => line.row.routeConfig),
    column('VIRTUAL HOST', 2, 'wide', (line) => line.row.virtualHost),
    column('#', 1, 'wide', (line) => (line.kind === 'route' ? String(line.row.index) : '-')),
    column('NAME', 1, 'wide', (line) => orDash(line.kind === 'route' ? (line.row.name ?? '') : '')),
    column('SETTINGS', 3, 'wide', (line) =>
      orDash(line.kind === 'route' ? settingsOf(line.row, clusters) : hostSettings(line)),
    ),
    column('EVIDENCE', 3, 'wide', (line) => orDash(evidenceList(line.row.source.evidence))),
  ];
}
