/** Gives united drafts their canonical order and their ids: from here on they are entities of a Snapshot. */
import { canonical, sortedBy } from '../../base/index.ts';
import type {
  Cluster,
  ClusterEndpoints,
  EntityId,
  FilterChain,
  Listener,
  RouteConfiguration,
  RouteSource,
  Secret,
  VirtualHost,
} from '../../model/index.ts';
import type { ClusterDraft, EndpointsDraft } from '../cluster/index.ts';
import type { FilterChainDraft, ListenerDraft } from '../listener/index.ts';
import type { RouteConfigDraft, VirtualHostDraft } from '../route/index.ts';
import type { SecretDraft } from '../secret/index.ts';
import type { InlineLinks } from './inline-routes.ts';
import { labelOf, portInName } from './route-config-label.ts';
import type { Entry } from './unite.ts';

/** The one room where an EntityId is made. */
function idOf(kind: string, ...position: readonly number[]): EntityId {
  return `${kind}/${position.join('.')}` as EntityId;
}

function at({ document, start, end }: Entry<unknown>): { at: { document: number; start: number; end: number } } {
  return { at: { document, start, end } };
}

/** Ties between equally named configurations are broken by content, so that input order never shows. */
export function placeRouteConfigs(entries: readonly Entry<RouteConfigDraft>[]): {
  configs: RouteConfiguration[];
  ids: ReadonlyMap<Entry<RouteConfigDraft>, EntityId>;
} {
  const seen = new Map<string, number>();
  for (const { draft } of entries) seen.set(labelOf(draft), (seen.get(labelOf(draft)) ?? 0) + 1);
  const sorted = sortedBy(entries, ({ draft }) => {
    const label = labelOf(draft);
    return [portInName(draft.name), label, (seen.get(label) ?? 0) > 1 ? canonical(draft) : ''];
  });
  const ids = new Map<Entry<RouteConfigDraft>, EntityId>();
  const configs = sorted.map((entry, i) => {
    ids.set(entry, idOf('route-config', i));
    const virtualHosts = entry.draft.virtualHosts.map((host, j) => placeVirtualHost(host, i, j));
    return { ...entry.draft, ...at(entry), id: idOf('route-config', i), label: labelOf(entry.draft), virtualHosts };
  });
  return { configs, ids };
}

function placeVirtualHost(draft: VirtualHostDraft, config: number, index: number): VirtualHost {
  const prefix = `route/${String(config)}.${String(index)}.`;
  // In place: a large gateway has too many routes to copy each once more.
  for (const route of draft.routes) route.id = `${prefix}${String(route.index)}` as EntityId;
  return { ...draft, id: idOf('vhost', config, index) };
}

const STATE_ORDER = ['active', 'static', 'warming', 'draining', 'error'];

export function placeListeners(
  entries: readonly Entry<ListenerDraft>[],
  links: InlineLinks,
  configIds: ReadonlyMap<Entry<RouteConfigDraft>, EntityId>,
): Listener[] {
  const sorted = sortedBy(entries, ({ draft }) => [
    draft.port ?? Number.POSITIVE_INFINITY,
    draft.address ?? '',
    draft.name,
    STATE_ORDER.indexOf(draft.state ?? ''),
  ]);
  return sorted.map((entry, i) => {
    const filterChains = entry.draft.filterChains.map((chain, j) => placeChain(chain, i, j, links, configIds));
    return { ...entry.draft, ...at(entry), id: idOf('listener', i), label: listenerLabel(entry.draft), filterChains };
  });
}

/** Bootstrap listeners have no name before Istio 1.24; Istio names its own `<address>_<port>`. */
function listenerLabel(draft: ListenerDraft): string {
  if (draft.name !== '') return draft.name;
  if (draft.address === null) return 'unnamed';
  return draft.port === null ? draft.address : `${draft.address}_${String(draft.port)}`;
}

function placeChain(
  draft: FilterChainDraft,
  listener: number,
  position: number,
  links: InlineLinks,
  configIds: ReadonlyMap<Entry<RouteConfigDraft>, EntityId>,
): FilterChain {
  const id = idOf('chain', listener, position);
  const { target } = draft;
  if (target.kind !== 'http') return { ...draft, id, target };
  return { ...draft, id, target: { ...target, routes: routesOf(target.routes, links, configIds) } };
}

type RoutesDraft = Extract<FilterChainDraft['target'], { kind: 'http' }>['routes'];

function routesOf(
  routes: RoutesDraft,
  links: InlineLinks,
  configIds: ReadonlyMap<Entry<RouteConfigDraft>, EntityId>,
): RouteSource {
  if (routes.kind !== 'inlineDraft') return routes;
  const entry = links.get(routes.draft);
  const routeConfigId = entry === undefined ? undefined : configIds.get(entry);
  return routeConfigId === undefined ? { kind: 'none' } : { kind: 'inline', routeConfigId };
}

export function placeClusters(entries: readonly Entry<ClusterDraft>[]): Cluster[] {
  const sorted = sortedBy(entries, ({ draft }) => [draft.name, STATE_ORDER.indexOf(draft.state ?? '')]);
  return sorted.map((entry, i) => ({ ...entry.draft, ...at(entry), id: idOf('cluster', i) }));
}

export function placeEndpoints(entries: readonly Entry<EndpointsDraft>[]): ClusterEndpoints[] {
  const sorted = sortedBy(entries, ({ draft }) => [draft.clusterName, draft.from]);
  return sorted.map((entry) => ({ ...entry.draft, ...at(entry) }));
}

export function placeSecrets(entries: readonly Entry<SecretDraft>[]): Secret[] {
  const sorted = sortedBy(entries, ({ draft }) => [draft.name, STATE_ORDER.indexOf(draft.state ?? '')]);
  return sorted.map((entry) => ({ ...entry.draft, ...at(entry) }));
}
