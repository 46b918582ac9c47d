/** A match as text that is equal where the match is. */
import { canonical } from '../../../base/index.ts';
import { RecentMap } from '../../../base/recent-map.ts';
import type { RouteMatch } from '../../../model/index.ts';

/** Routes of one rule share their match, on all hosts and ports. */
const known = new RecentMap<RouteMatch, string>();

export function matchKey(match: RouteMatch): string {
  let key = known.get(match);
  if (key === undefined) known.set(match, (key = canonical(match)));
  return key;
}
