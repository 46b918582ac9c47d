import { canonical } from '../../../base/index.ts';
import type { RouteMatch } from '../../../model/index.ts';

const spelled = new WeakMap<RouteMatch, string>();

/** Equal for two matches exactly when they are the same match; remembered, since each is compared with many. */
export function spelledMatch(match: RouteMatch): string {
  const known = spelled.get(match);
  if (known !== undefined) return known;
  const made = canonical(match);
  spelled.set(match, made);
  return made;
}
