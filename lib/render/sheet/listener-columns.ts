import type { FilterChainRow, ListenerRow, Source } from '../../model/index.ts';
import type { ClusterWords } from '../phrase/index.ts';
import {
  chainMatchWords,
  chainTargetWords,
  downstreamTlsWords,
  evidenceList,
  gatewayList,
  resourceWords,
  shortPlace,
  sourceWords,
  tlsOfferWords,
} from '../phrase/index.ts';
import type { Column } from './sheet.ts';
import { orDash } from './sheet.ts';

/** One filter chain of a listener; null for a listener that has none. */
export interface ListenerLine {
  readonly row: ListenerRow;
  readonly chain: FilterChainRow | null;
}

function addressWords({ row }: ListenerLine): string {
  return orDash([row.address ?? '', ...(row.additionalAddresses ?? [])].filter((text) => text !== '').join(','));
}

/** A rejected update is the one fact that must not be missed: Envoy's own words come with the state. */
function stateWords({ row }: ListenerLine): string {
  if (row.error === undefined) return row.state ?? 'unknown';
  return `${row.state ?? 'error'}: ${row.error.details}`;
}

/** The maker, and the Gateways it is attached through unless the maker is one of them. */
function madeBy(source: Source, wide: boolean): string {
  const place = wide || source.location === null ? '' : ` (${shortPlace(source.location)})`;
  const words = `${sourceWords(source, wide)}${place}`;
  const gateways = gatewayList(source.gateways);
  if (gateways === '') return words;
  const self = source.resource !== null && gateways.startsWith(resourceWords(source.resource));
  return self ? words : `${words} via ${gateways}`;
}

function settingsWords({ row, chain }: ListenerLine): string {
  const out: string[] = [];
  if (row.protocol !== 'TCP') out.push(row.protocol);
  if (row.trafficDirection !== undefined) out.push(row.trafficDirection);
  if (!row.bindToPort) out.push('not bound to its port');
  if (row.useOriginalDst) out.push('hands over by original destination');
  if (row.filterChainMatcher !== undefined) out.push('filter_chain_matcher instead of matches');
  if (chain?.tls !== undefined) out.push(...tlsOfferWords(chain.tls));
  if (chain?.target.kind === 'http') {
    out.push(...(chain.target.unsupported ?? []).map((field) => `unsupported ${field.field}`));
  }
  return out.join('; ');
}

function filterWords({ row, chain }: ListenerLine): string {
  const names = [...row.listenerFilters, ...(chain?.networkFilters ?? [])].map((filter) => filter.name);
  if (chain?.target.kind === 'http') names.push(...chain.target.httpFilters.map((filter) => filter.name));
  return names.join(', ');
}

/** The columns of the listeners table in their one order. */
export function listenerColumns(clusters: ClusterWords, wide: boolean): readonly Column<ListenerLine>[] {
  const column = (
    title: string,
    weight: number,
    shown: Column<ListenerLine>['shown'],
    read: (line: ListenerLine) => string,
  ): Column<ListenerLine> => ({ title, weight, shown, read });
  const ofChain = (read: (chain: FilterChainRow) => string): ((line: ListenerLine) => string) => {
    return ({ chain }) => (chain === null ? '-' : orDash(read(chain)));
  };
  const source = ({ row, chain }: ListenerLine): Source => chain?.source ?? row.source;
  return [
    column('ADDRESS', 1, 'always', addressWords),
    column('PORT', 1, 'always', ({ row }) => (row.port === null ? '-' : String(row.port))),
    column(
      'MATCH',
      3,
      'always',
      ofChain((chain) => chainMatchWords(chain.match, chain.isDefault)),
    ),
    column(
      'DESTINATION',
      3,
      'always',
      ofChain((chain) => chainTargetWords(chain.target, chain.routeConfig, clusters)),
    ),
    column(
      'TLS SECRET',
      2,
      'always',
      ofChain((chain) => downstreamTlsWords(chain.tls, chain.transportSocket)),
    ),
    {
      ...column('SOURCE', 6, 'always', (line) => madeBy(source(line), wide)),
      key: source,
      isSource: true,
      place: (line) => source(line).location,
      saysPlace: true,
    },
    column('STATE', 1, 'always', stateWords),
    column('LISTENER', 2, 'wide', ({ row }) => row.listener),
    column(
      'CHAIN',
      2,
      'wide',
      ofChain((chain) => chain.label),
    ),
    column('FILTERS', 3, 'wide', (line) => orDash(filterWords(line))),
    column('SETTINGS', 2, 'wide', (line) => orDash(settingsWords(line))),
    column('EVIDENCE', 3, 'wide', (line) => orDash(evidenceList(source(line).evidence))),
  ];
}
