/**
 * Route configurations written inside listeners. Envoy lists them again under static_route_configs, so each inline one is
 * first looked for there; only what is not found is an entity of its own.
 */
import { canonical } from '../../base/index.ts';
import type { ListenerDraft } from '../listener/index.ts';
import type { RouteConfigDraft } from '../route/index.ts';
import type { Tally } from '../tally.ts';
import type { Entry } from './unite.ts';

/** What an inline copy and its listing never agree on. */
export const ROUTE_CONFIG_CONTEXT: ReadonlySet<string> = new Set(['via', 'versionInfo', 'lastUpdated', 'inlineIn']);

/** Which united route configuration an inline draft is. */
export type InlineLinks = ReadonlyMap<RouteConfigDraft, Entry<RouteConfigDraft>>;

/** Links every inline route configuration of `listeners` to an entry of `routeConfigs`, adding those that are missing. */
export function linkInlineRoutes(
  listeners: readonly Entry<ListenerDraft>[],
  routeConfigs: Entry<RouteConfigDraft>[],
  tally: Tally,
): InlineLinks {
  const links = new Map<RouteConfigDraft, Entry<RouteConfigDraft>>();
  const free = routeConfigs.filter(({ draft }) => draft.via !== 'dynamic');
  for (const { draft: listener, document, start, end } of listeners) {
    for (const { target } of listener.filterChains) {
      if (target.kind !== 'http' || target.routes.kind !== 'inlineDraft') continue;
      const inline = target.routes.draft;
      const at = findEqual(free, inline);
      let entry = at === -1 ? undefined : free.splice(at, 1)[0];
      if (entry === undefined) {
        entry = { draft: inline, document, start, end };
        routeConfigs.push(entry);
        count(inline, tally);
      }
      entry.draft = { ...entry.draft, inlineIn: [...(entry.draft.inlineIn ?? []), listener.name] };
      links.set(inline, entry);
    }
  }
  return links;
}

function findEqual(free: readonly Entry<RouteConfigDraft>[], inline: RouteConfigDraft): number {
  if (free.every(({ draft }) => draft.name !== inline.name)) return -1;
  const content = canonical(inline, ROUTE_CONFIG_CONTEXT);
  return free.findIndex(
    ({ draft }) => draft.name === inline.name && canonical(draft, ROUTE_CONFIG_CONTEXT) === content,
  );
}

/** Inline route tables are read with the listener; they enter the books only when they are nobody's copy. */
function count(inline: RouteConfigDraft, tally: Tally): void {
  tally.meet('routeConfigs');
  for (const host of inline.virtualHosts) {
    tally.meet('virtualHosts');
    tally.meet('routes', host.routes.length);
  }
}
