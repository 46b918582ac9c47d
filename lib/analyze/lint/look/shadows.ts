/** Routes that no request gets to, as the exhaustive analysis has them. */
import type { ReachDoubt, RouteReach } from '../../../model/index.ts';
import type { LintContext, PlacedHost, PlacedRoute } from '../context.ts';
import { routeSelector } from '../context.ts';
import { ownerKey } from '../words/source-words.ts';
import type { Unclear } from '../rule.ts';

export interface Shadow {
  readonly place: PlacedRoute;
  /** The earlier routes that together take everything. */
  readonly by: readonly PlacedRoute[];
  readonly witness: Extract<RouteReach, { kind: 'shadowed' }>['witness'];
  /** The one that takes the witness. */
  readonly taker: PlacedRoute;
  /** Somebody else's route has a part in it. */
  readonly cross: boolean;
}

/** Without those whose requests get the same from the routes that take them: nobody misses anything. */
export function* shadowsOf(context: LintContext, placed: PlacedHost): Iterable<Shadow | Unclear> {
  const { config, host } = placed;
  if (!host.routes.some(({ id }) => context.view.sourceOf(id).status !== 'synthetic')) return;
  const at = (index: number): PlacedRoute | null => {
    const route = host.routes[index];
    return route === undefined ? null : { config, host, route, source: context.view.sourceOf(route.id) };
  };
  for (const { position, reach } of context.reach.unreached(config, host)) {
    const place = at(position);
    if (place === null || place.source.status === 'synthetic') continue;
    if (reach.kind === 'unknown') yield { subject: routeSelector(place), unclear: doubtWords(reach.reason) };
    if (reach.kind !== 'shadowed') continue;
    const by = reach.by.flatMap((one) => at(one) ?? []);
    const taker = at(reach.takenBy);
    const outcome = context.outcomes.of(place.route);
    if (taker === null || by.every(({ route }) => context.outcomes.of(route) === outcome)) continue;
    const owner = ownerKey(place.source);
    yield { place, by, witness: reach.witness, taker, cross: by.some(({ source }) => ownerKey(source) !== owner) };
  }
}

function doubtWords(doubt: ReachDoubt): string {
  switch (doubt.kind) {
    case 'condition':
      return `its condition ${doubt.field} cannot be decided from the input`;
    case 'rival':
      return `the condition ${doubt.field} of the earlier route ${String(doubt.index)} cannot be decided from the input`;
    case 'work':
      return 'whether requests get to it takes more work than is allowed';
    case 'admission':
      return 'no request was found that the connection manager surely lets through';
    case 'virtualHost':
      return 'no host name is known that leads to its virtual host';
    case 'lostRoutes':
      return 'routes of its virtual host could not be read';
    case 'matcherTree':
      return 'its virtual host chooses by a matcher tree';
  }
}
