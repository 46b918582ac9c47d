/** The facts of one explained object under the titles that the tables use. */
import type { ExplainedObject, RouteConfigRow, VirtualHostRow } from '../../model/index.ts';
import {
  chainMatchWords,
  chainTargetWords,
  clusterWords,
  downstreamTlsWords,
  noRouteWords,
  TLS_REDIRECT,
} from '../phrase/index.ts';
import { clusterColumns } from './clusters.ts';
import { listenerColumns } from './listener-columns.ts';
import { routeColumns } from './route-columns.ts';
import { factsOf } from './sheet.ts';

type Facts = readonly (readonly [title: string, text: string])[];

/** SOURCE and EVIDENCE stand on the page by themselves. */
const ELSEWHERE: ReadonlySet<string> = new Set(['SOURCE', 'EVIDENCE']);

function virtualHostFacts(row: VirtualHostRow): Facts {
  const tls = row.requireTls === 'NONE' ? '' : `${TLS_REDIRECT} for plain HTTP (require_tls ${row.requireTls})`;
  return [
    ['PORT', row.ports.join(',')],
    ['HOSTS', row.domains.join(',')],
    ['ROUTES', row.routes === 0 ? `none: ${noRouteWords(row)}` : String(row.routes)],
    ['TLS', tls],
    ['ROUTE CONFIG', row.routeConfig],
    ['VIRTUAL HOST', row.virtualHost],
  ];
}

function routeConfigFacts(row: RouteConfigRow): Facts {
  return [
    ['PORT', row.ports.join(',')],
    ['LISTENERS', row.listeners.join(', ')],
    ['VIRTUAL HOSTS', String(row.virtualHosts)],
    ['ROUTES', String(row.routes)],
    ['GIVEN AS', row.via ?? 'unknown'],
    ['ROUTE CONFIG', row.routeConfig],
    ['NAME', row.name],
  ];
}

/** Tells the kinds of row apart by a field that only one of them has. */
function allFacts(raw: NonNullable<ExplainedObject['raw']>): Facts {
  const clusters = clusterWords(true, new Set());
  if ('action' in raw) return factsOf(routeColumns(clusters, true), { kind: 'route', row: raw, host: null });
  if ('lbPolicy' in raw) return factsOf(clusterColumns(true), raw);
  if ('filterChains' in raw) {
    const listener = factsOf(listenerColumns(clusters, true), { row: raw, chain: null });
    const chains = raw.filterChains.map((chain): readonly [string, string] => {
      const match = chainMatchWords(chain.match, chain.isDefault);
      return ['CHAIN', `${chain.label}: ${match} → ${chainTargetWords(chain.target, chain.routeConfig, clusters)}`];
    });
    return [...listener, ...chains];
  }
  if ('networkFilters' in raw) {
    return [
      ['MATCH', chainMatchWords(raw.match, raw.isDefault)],
      ['DESTINATION', chainTargetWords(raw.target, raw.routeConfig, clusters)],
      ['TLS SECRET', downstreamTlsWords(raw.tls, raw.transportSocket)],
      ['FILTERS', raw.networkFilters.map((filter) => filter.name).join(', ')],
      ['HTTP FILTERS', raw.target.kind === 'http' ? raw.target.httpFilters.map(({ name }) => name).join(', ') : ''],
      ['CHAIN', raw.label],
    ];
  }
  return 'requireTls' in raw ? virtualHostFacts(raw) : routeConfigFacts(raw);
}

/** Titles and texts of an object's row, without those that say nothing; empty when it has no row. */
export function rawFacts(raw: ExplainedObject['raw']): Facts {
  if (raw === null) return [];
  return allFacts(raw).filter(([title, text]) => text !== '' && text !== '-' && !ELSEWHERE.has(title));
}
