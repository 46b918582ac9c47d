/** envoy.config.listener.v3.FilterChain: what it matches, what it ends in, and the filters on the way. */
import type { ChainTarget, Filter, FilterChain, HttpConnectionManager } from '../../model/index.ts';
import { readSocket } from '../cluster/index.ts';
import { flag, ignored, message, text } from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';
import { readMetadata } from '../route/index.ts';
import { readDownstreamTls } from './downstream-tls.ts';
import { readFilterChainMatch } from './filter-chain-match.ts';
import { filterOf, isFilter, readNetworkFilters } from './filter.ts';
import type { FilterReading } from './filter.ts';
import { readHttpConnectionManager } from './http-connection-manager.ts';
import type { HttpConnectionManagerDraft } from './http-connection-manager.ts';
import { readTcpProxy } from './tcp-proxy.ts';

export type ChainTargetDraft = HttpConnectionManagerDraft | Exclude<ChainTarget, HttpConnectionManager>;

/** A filter chain before it has its place in the snapshot. */
export interface FilterChainDraft extends Omit<FilterChain, 'id' | 'target'> {
  readonly target: ChainTargetDraft;
}

type Draft = { -readonly [Key in keyof FilterChainDraft]: FilterChainDraft[Key] };

/** Names of API v2 and v3, for filters whose configuration has no type. */
const HTTP_NAMES = new Set(['envoy.filters.network.http_connection_manager', 'envoy.http_connection_manager']);
const TCP_NAMES = new Set(['envoy.filters.network.tcp_proxy', 'envoy.tcp_proxy']);
const SNI_CLUSTER_NAMES = new Set(['envoy.filters.network.sni_cluster']);

const isHttp = (filter: FilterReading): boolean => isFilter(filter, 'HttpConnectionManager', HTTP_NAMES);
const isTcp = (filter: FilterReading): boolean => isFilter(filter, 'TcpProxy', TCP_NAMES);
const isSniCluster = (filter: FilterReading): boolean => isFilter(filter, 'SniCluster', SNI_CLUSTER_NAMES);

function targetOf(terminal: FilterReading, before: readonly FilterReading[], reading: Reading): ChainTargetDraft {
  const { name, extension } = terminal;
  if (isHttp(terminal)) return readHttpConnectionManager(extension.value, reading);
  if (isTcp(terminal)) return readTcpProxy(extension.value, before.some(isSniCluster), reading);
  return { kind: 'other', filter: name };
}

/** Envoy accepts a terminal filter in the last place only; elsewhere it is damage, and is still found. */
const filters: FieldReader<Draft> = (draft, value, reading) => {
  const all = readNetworkFilters(value, reading);
  const known = all.findLastIndex((filter) => isHttp(filter) || isTcp(filter));
  const at = known === -1 ? all.length - 1 : known;
  const terminal = all[at];
  if (terminal === undefined) return;
  draft.target = targetOf(terminal, all.slice(0, at), reading);
  draft.networkFilters = all.filter((_, index) => index !== at).map((filter): Filter => filterOf(filter));
};

/** A raw_buffer socket is plain text, as no socket is. */
const transportSocket: FieldReader<Draft> = (draft, value, reading) => {
  const socket = readSocket(value, reading);
  if (socket.plain) return;
  draft.transportSocket = socket.name;
  if (socket.tlsContext !== undefined) draft.tls = readDownstreamTls(socket.tlsContext, reading);
};

/** v2: Envoy makes a TLS socket of it. */
const tlsContext: FieldReader<Draft> = (draft, value, reading) => {
  draft.transportSocket ??= 'envoy.transport_sockets.tls';
  draft.tls ??= readDownstreamTls(value, reading);
};

/** Makes Envoy put a proxy_protocol filter before all others, which the listener's own list does not show. */
const useProxyProto: FieldReader<Draft> = (_draft, value, reading) => {
  if (flag(value)) reading.unknownField('envoy.config.listener.v3.FilterChain', 'use_proxy_proto');
};

const FILTER_CHAIN = message<Draft>('envoy.config.listener.v3.FilterChain', {
  name: (draft, value) => {
    if (text(value) !== '') draft.name = text(value);
  },
  filter_chain_match: (draft, value, reading) => {
    draft.match = readFilterChainMatch(value, reading);
  },
  filters,
  transport_socket: transportSocket,
  tls_context: tlsContext,
  hidden_envoy_deprecated_tls_context: tlsContext,
  metadata: (draft, value) => {
    const { istio } = readMetadata(value);
    if (istio !== undefined) draft.istio = istio;
  },
  use_proxy_proto: useProxyProto,
  transport_socket_connect_timeout: ignored,
  on_demand_configuration: ignored,
});

/** `index` is the chain's place among filter_chains; the default chain comes after them. */
export function readFilterChain(raw: unknown, index: number, isDefault: boolean, reading: Reading): FilterChainDraft {
  return FILTER_CHAIN(
    {
      index,
      isDefault,
      match: {},
      target: { kind: 'other', filter: null },
      networkFilters: [],
      transportSocket: null,
    },
    raw,
    reading,
  );
}
