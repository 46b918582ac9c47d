/** Where else the same owner answers the same match: other ports, other virtual hosts. */
import { canonical } from '../../../base/index.ts';
import type { ResourceRef } from '../../../model/index.ts';
import { selectorOf } from '../scene.ts';
import type { Scene, TargetOf } from '../scene.ts';
import { listed } from '../words/count.ts';
import { makerWords, resourceSelector } from '../words/resource-words.ts';
import type { Rival } from './rivals.ts';

const MOST = 5;

function isSame(a: ResourceRef | null, b: ResourceRef | null): boolean {
  return a !== null && b !== null && a.group === b.group && resourceSelector(a) === resourceSelector(b);
}

/** At most five routes of the same resource with the same match, outside of the route's own virtual host. */
export function twins({ view }: Scene, { config, host, route }: TargetOf<'route'>): readonly Rival[] {
  const source = view.sourceOf(route.id);
  if (source.resource?.name === undefined || source.resource.name === null) return [];
  const match = canonical(route.match);
  const found: Rival[] = [];
  for (const otherConfig of view.snapshot.routeConfigs) {
    const { ports } = view.useOf(otherConfig.id);
    const where = ports.length === 0 ? otherConfig.label : `port ${listed(ports.map(String))}`;
    for (const otherHost of otherConfig.virtualHosts) {
      if (otherHost === host) continue;
      for (const other of otherHost.routes) {
        if (!isSame(view.sourceOf(other.id).resource, source.resource) || canonical(other.match) !== match) continue;
        found.push({
          selector: selectorOf({ kind: 'route', config: otherConfig, host: otherHost, route: other }),
          why: `the same match from ${makerWords(source)}, ${otherConfig === config ? `for ${listed(otherHost.domains, 3)}` : `on ${where}`}`,
          rank: 6,
          distance: found.length,
          order: host.routes.length + found.length,
        });
        if (found.length === MOST) return found;
      }
    }
  }
  return found;
}
