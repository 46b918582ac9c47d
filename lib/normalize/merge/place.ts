/** Gives united drafts their canonical order and their ids: from here on they are entities of a Snapshot. */
import { addFields, canonical, sortedBy } from '../../base/index.ts';
import type {
  Cluster,
  ClusterEndpoints,
  EntityId,
  FilterChain,
  Listener,
  Located,
  RouteConfiguration,
  RouteSource,
  Secret,
  VirtualHost,
} from '../../model/index.ts';
import type { ClusterDraft, EndpointsDraft } from '../cluster/index.ts';
import type { FilterChainDraft, ListenerDraft } from '../listener/index.ts';
import type { RouteConfigDraft, RouteDraft, VirtualHostDraft } from '../route/index.ts';
import type { SecretDraft } from '../secret/index.ts';
import type { InlineLinks } from './inline-routes.ts';
import { labelOf, portInName } from './route-config-label.ts';
import type { Entry } from './unite.ts';

/** The ids of one Snapshot, in its order. The one place where an EntityId is made. */
export class EntityIds {
  #next = 0;

  next(): EntityId {
    return this.#next++ as EntityId;
  }
}

/** In place: a large gateway has too many of everything to copy it once more. */
function placed<Draft extends object, More extends object>(
  { draft, document, start, end }: Entry<Draft>,
  more: More,
): Draft & Located & More {
  return addFields(addFields(draft, { at: { document, start, end } }), more);
}

/** Ties between equally named configurations are broken by content, so that input order never shows. */
export function placeRouteConfigs(
  entries: readonly Entry<RouteConfigDraft>[],
  ids: EntityIds,
): {
  configs: RouteConfiguration[];
  configIds: ReadonlyMap<Entry<RouteConfigDraft>, EntityId>;
} {
  const seen = new Map<string, number>();
  for (const { draft } of entries) seen.set(labelOf(draft), (seen.get(labelOf(draft)) ?? 0) + 1);
  const sorted = sortedBy(entries, ({ draft }) => {
    const label = labelOf(draft);
    return [portInName(draft.name), label, (seen.get(label) ?? 0) > 1 ? canonical(draft) : ''];
  });
  const configIds = new Map<Entry<RouteConfigDraft>, EntityId>();
  const configs = sorted.map((entry) => {
    const id = ids.next();
    configIds.set(entry, id);
    const virtualHosts = entry.draft.virtualHosts.map((host) => placeVirtualHost(host, ids));
    return placed(entry, { id, label: labelOf(entry.draft), virtualHosts });
  });
  return { configs, configIds };
}

function placeVirtualHost(draft: VirtualHostDraft, ids: EntityIds): VirtualHost {
  draft.id = ids.next();
  const { routes } = draft;
  for (let at = 0; at < routes.length; at++) (routes[at] as RouteDraft).id = ids.next();
  return draft;
}

const STATE_ORDER = ['active', 'static', 'warming', 'draining', 'error'];

export function placeListeners(
  entries: readonly Entry<ListenerDraft>[],
  links: InlineLinks,
  configIds: ReadonlyMap<Entry<RouteConfigDraft>, EntityId>,
  ids: EntityIds,
): Listener[] {
  const sorted = sortedBy(entries, ({ draft }) => [
    draft.port ?? Number.POSITIVE_INFINITY,
    draft.address ?? '',
    draft.name,
    STATE_ORDER.indexOf(draft.state ?? ''),
  ]);
  return sorted.map((entry) => {
    const id = ids.next();
    const filterChains = entry.draft.filterChains.map((chain) => placeChain(chain, ids.next(), links, configIds));
    return placed(entry, { id, label: listenerLabel(entry.draft), filterChains });
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
  id: EntityId,
  links: InlineLinks,
  configIds: ReadonlyMap<Entry<RouteConfigDraft>, EntityId>,
): FilterChain {
  const { target } = draft;
  if (target.kind !== 'http') return addFields(draft, { id, target });
  const routes = routesOf(target.routes, links, configIds);
  return addFields(draft, { id, target: addFields(target, { routes }) });
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

export function placeClusters(entries: readonly Entry<ClusterDraft>[], ids: EntityIds): Cluster[] {
  const sorted = sortedBy(entries, ({ draft }) => [draft.name, STATE_ORDER.indexOf(draft.state ?? '')]);
  return sorted.map((entry) => placed(entry, { id: ids.next() }));
}

export function placeEndpoints(entries: readonly Entry<EndpointsDraft>[]): ClusterEndpoints[] {
  const sorted = sortedBy(entries, ({ draft }) => [draft.clusterName, draft.from]);
  return sorted.map((entry) => placed(entry, {}));
}

export function placeSecrets(entries: readonly Entry<SecretDraft>[]): Secret[] {
  const sorted = sortedBy(entries, ({ draft }) => [draft.name, STATE_ORDER.indexOf(draft.state ?? '')]);
  return sorted.map((entry) => placed(entry, {}));
}
