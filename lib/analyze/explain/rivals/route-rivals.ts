/** Other routes of the same virtual host that some request for this one's path could take instead. */
import type { Route } from '../../../model/index.ts';
import { selectorOf } from '../scene.ts';
import type { Scene, TargetOf } from '../scene.ts';
import { conditionWords, conditionsOf, impliedBy } from '../words/conditions.ts';
import type { Condition } from '../words/conditions.ts';
import { makerWords } from '../words/resource-words.ts';
import { pathRelation } from './path-relation.ts';
import type { PathRelation } from './path-relation.ts';
import type { Rival } from './rivals.ts';

/** A route with its conditions spelled out, which is done once a route and not once a pair. */
interface Contender {
  readonly route: Route;
  readonly conditions: readonly Condition[];
}

function contender(route: Route): Contender {
  return { route, conditions: conditionsOf(route.match) };
}

/** True when it is proved that every request that `later` could take is taken by `earlier`. */
function takesAllOf(earlier: Contender, later: Contender, relation: PathRelation): boolean {
  return (relation === 'same' || relation === 'covers') && impliedBy(earlier.conditions, later.conditions);
}

const RANK = { same: 1, covers: 2, covered: 2, overlaps: 3, may: 4, disjoint: 5 } as const satisfies Record<
  PathRelation,
  number
>;

/** The relation is that of the rival to the subject. */
const PATHS = {
  same: 'the same path',
  covers: 'a path that holds all of this one',
  covered: 'a path within this one',
  overlaps: 'a path that overlaps this one',
  may: 'a path that may overlap this one (patterns are not compared)',
  disjoint: 'another path',
} as const satisfies Record<PathRelation, string>;

function whyBefore(rival: Contender, subject: Contender, relation: PathRelation): readonly [number, string] {
  if (takesAllOf(rival, subject, relation)) {
    return [0, 'tried before this route and takes every request that this one could take'];
  }
  const only = rival.conditions.length === 0 ? '' : `, if its conditions hold (${conditionWords(rival.conditions)})`;
  return [RANK[relation], `tried before this route, with ${PATHS[relation]}${only}`];
}

const REVERSE = { covers: 'covered', covered: 'covers' } as const;

function whyAfter(rival: Contender, subject: Contender, relation: PathRelation): readonly [number, string] {
  const mine: PathRelation = relation === 'covers' || relation === 'covered' ? REVERSE[relation] : relation;
  if (takesAllOf(subject, rival, mine)) {
    return [0, 'tried after this route, which takes every request that it could take'];
  }
  return [RANK[relation], `tried after this route, with ${PATHS[relation]}`];
}

/** Rivals in the virtual host of a route, in Envoy's order. */
export function routeRivals({ view }: Scene, target: TargetOf<'route'>): readonly Rival[] {
  const subject = contender(target.route);
  const rivals: Rival[] = [];
  for (const route of target.host.routes) {
    if (route === target.route) continue;
    const relation = pathRelation(route.match, target.route.match);
    if (relation === 'disjoint') continue;
    const before = route.index < target.route.index;
    const [rank, words] = (before ? whyBefore : whyAfter)(contender(route), subject, relation);
    rivals.push({
      selector: selectorOf({ ...target, route }),
      why: `${words}; from ${makerWords(view.sourceOf(route.id))}`,
      rank,
      distance: Math.abs(route.index - target.route.index),
      order: route.index,
    });
  }
  return rivals;
}

/** The first route before this one that is proved to take all of its requests; null when there is none. */
export function shadowOf(target: TargetOf<'route'>): Route | null {
  const subject = contender(target.route);
  for (const route of target.host.routes) {
    if (route.index >= target.route.index) return null;
    const relation = pathRelation(route.match, target.route.match);
    if (takesAllOf(contender(route), subject, relation)) return route;
  }
  return null;
}
