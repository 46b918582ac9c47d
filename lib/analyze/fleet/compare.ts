/** How one proxy's configuration differs from another's that should be the same. */
import { groupBy } from '../../base/index.ts';
import { compareText } from '../../base/plain.ts';
import type { FleetDifference } from '../../model/index.ts';
import type { Facts, RouteFact } from './facts.ts';

function objectDifferences(here: Facts, there: Facts): FleetDifference[] {
  const found: FleetDifference[] = [];
  for (const [key, { kind, selector, content }] of there.objects) {
    const own = here.objects.get(key);
    if (own === undefined) found.push({ kind, selector, how: 'missing' });
    else if (own.content !== content) found.push({ kind, selector, how: 'differs' });
  }
  for (const [key, { kind, selector }] of here.objects) {
    if (!there.objects.has(key)) found.push({ kind, selector, how: 'extra' });
  }
  return found;
}

/** Routes of `list` that are not in `other`, by content, each counted. */
function only(list: readonly RouteFact[], other: readonly RouteFact[]): RouteFact[] {
  const there = new Map([...groupBy(other, ({ content }) => content)].map(([key, all]) => [key, all.length]));
  return list.filter(({ content }) => {
    const left = there.get(content) ?? 0;
    if (left > 0) there.set(content, left - 1);
    return left === 0;
  });
}

function routeDifferences(here: readonly RouteFact[], there: readonly RouteFact[], place: string): FleetDifference[] {
  const extra = only(here, there);
  const missing = only(there, here);
  const found: FleetDifference[] = [];
  for (const lost of missing) {
    // The same match that does something else, or another in its place, is one difference, not two.
    const same = extra.findIndex(({ match }) => match === lost.match);
    const at = same === -1 ? extra.findIndex(({ selector }) => selector === lost.selector) : same;
    if (at !== -1) extra.splice(at, 1);
    found.push({ kind: 'route', selector: lost.selector, how: at === -1 ? 'missing' : 'differs' });
  }
  found.push(...extra.map(({ selector }) => ({ kind: 'route', selector, how: 'extra' }) as const));
  const moved = found.length === 0 && here.some(({ content }, at) => there[at]?.content !== content);
  return moved ? [{ kind: 'virtualHost', selector: place, how: 'order' }] : found;
}

/** Differences of `here`, seen from `there`, in a total order. A host that is missing as a whole is one difference. */
export function differences(here: Facts, there: Facts): FleetDifference[] {
  const found = objectDifferences(here, there);
  for (const [place, routes] of there.routes) {
    const own = here.routes.get(place);
    if (own !== undefined) found.push(...routeDifferences(own, routes, place));
  }
  return found.sort((a, b) => compareText(orderOf(a), orderOf(b)));
}

const KIND_ORDER = { istioVersion: 0, routeConfig: 1, virtualHost: 2, route: 3, listener: 4, cluster: 5 } as const;

function orderOf({ kind, selector, how }: FleetDifference): string {
  return `${String(KIND_ORDER[kind])} ${selector} ${how}`;
}
