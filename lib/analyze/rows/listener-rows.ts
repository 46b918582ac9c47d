/** Rows of the listeners answer: a listener and its filter chains. */
import { addFields, without } from '../../base/index.ts';
import type {
  ChainTargetRow,
  EntityId,
  FilterChain,
  FilterChainRow,
  Listener,
  ListenerRow,
} from '../../model/index.ts';
import type { View } from './view.ts';

/** Route configurations with their position in the snapshot, to name those that a listener holds inline. */
export type RouteConfigLabels = ReadonlyMap<EntityId, { readonly label: string; readonly position: number }>;

export function routeConfigLabels({ snapshot }: View): RouteConfigLabels {
  return new Map(snapshot.routeConfigs.map(({ id, label }, position) => [id, { label, position }]));
}

/** Name of the route configuration that a chain routes by; null for TCP, scoped routes and none. */
export function routeConfigOfChain({ target }: FilterChain, labels: RouteConfigLabels): string | null {
  if (target.kind !== 'http') return null;
  if (target.routes.kind === 'rds') return target.routes.routeConfigName;
  return target.routes.kind === 'inline' ? (labels.get(target.routes.routeConfigId)?.label ?? null) : null;
}

/** The chain's name; gateway chains have none, and are named after what tells them from their siblings. */
export function chainLabel(listener: Listener, chain: FilterChain): string {
  if (chain.name !== undefined && chain.name !== '') return chain.name;
  if (chain.isDefault) return 'default chain';
  const { serverNames, applicationProtocols, transportProtocol, destinationPort, prefixRanges } = chain.match;
  const parts = [
    serverNames?.join(','),
    destinationPort === undefined ? undefined : `port ${String(destinationPort)}`,
    prefixRanges?.join(','),
    applicationProtocols?.join(','),
    transportProtocol,
  ].filter((part) => part !== undefined && part !== '');
  const label = parts.join(' ');
  const twins = listener.filterChains.length > 1 && label === '';
  return label === '' ? (twins ? `any #${String(chain.index)}` : 'any') : label;
}

function targetRow({ target }: FilterChain, labels: RouteConfigLabels): ChainTargetRow {
  if (target.kind !== 'http') return target;
  const { routes } = target;
  if (routes.kind !== 'inline') return { ...target, routes };
  const position = labels.get(routes.routeConfigId)?.position ?? -1;
  return { ...target, routes: { kind: 'inline', routeConfigId: `route-config/${String(position)}` } };
}

export function filterChainRow(
  view: View,
  labels: RouteConfigLabels,
  listener: Listener,
  chain: FilterChain,
): FilterChainRow {
  return addFields(without(chain, 'id'), {
    target: targetRow(chain, labels),
    label: chainLabel(listener, chain),
    routeConfig: routeConfigOfChain(chain, labels),
    source: view.sourceOf(chain.id),
  });
}

/** `chains` are those to show: all of them, or what the filters left. */
export function listenerRow(
  view: View,
  labels: RouteConfigLabels,
  listener: Listener,
  chains: readonly FilterChain[] = listener.filterChains,
): ListenerRow {
  const row = addFields({ listener: listener.label }, without(listener, 'id', 'at', 'label', 'filterChains'));
  return addFields(row, {
    filterChains: chains.map((chain) => filterChainRow(view, labels, listener, chain)),
    source: view.sourceOf(listener.id),
  });
}
