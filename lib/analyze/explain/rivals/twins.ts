/** Where else the same owner answers the same match: other ports, other virtual hosts. */
import type { Scene, TargetOf } from '../scene.ts';
import { selectorOf } from '../scene.ts';
import { listed } from '../words/count.ts';
import { domainWords } from '../words/place-words.ts';
import { makerWords } from '../words/resource-words.ts';
import type { Rival } from './rivals.ts';
import { spelledMatch } from './spelled-match.ts';

const MOST = 5;

/** At most five routes of the same resource with the same match, outside of the route's own virtual host. */
export function twins({ view, routesOf }: Scene, { config, host, route }: TargetOf<'route'>): readonly Rival[] {
  const source = view.sourceOf(route.id);
  if (source.resource === null) return [];
  const found: Rival[] = [];
  for (const other of routesOf(source.resource)) {
    if (other.host === host || spelledMatch(other.route.match) !== spelledMatch(route.match)) continue;
    const { ports } = view.useOf(other.config.id);
    const elsewhere = ports.length === 0 ? `in ${other.config.label}` : `on port ${listed(ports.map(String))}`;
    const where = other.config === config ? `for ${domainWords(other.host)}` : elsewhere;
    found.push({
      selector: selectorOf(other),
      why: `the same match from ${makerWords(source)}, ${where}`,
      rank: 6,
      distance: found.length,
      order: host.routes.length + found.length,
    });
    if (found.length === MOST) break;
  }
  return found;
}
