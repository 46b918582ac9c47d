/** The order of a generated VirtualService's rules (conversion.go, sortHTTPRoutes; reference 4.2). */
import type { HttpMatch } from '../../../resources/index.ts';
import type { ReplayRule } from '../effective.ts';
import type { GatewayApiProfile } from '../profile.ts';

const RANK = { exact: 3, prefix: 2, regex: 1, empty: -1 } as const;

/** Stable; every rule has one match at most, because each match was made a rule of its own. */
export function sortRules(rules: readonly ReplayRule[], { sort }: GatewayApiProfile): readonly ReplayRule[] {
  return [...rules].sort((a, b) => {
    const [left] = a.rule.matches;
    const [right] = b.rule.matches;
    if (left === undefined || right === undefined) {
      // Up to 1.17 rules without match came first.
      const last = sort === 'length' ? -1 : 1;
      return Number(left === undefined) * last - Number(right === undefined) * last;
    }
    return compareMatches(left, right, sort);
  });
}

function compareMatches(a: HttpMatch, b: HttpMatch, sort: GatewayApiProfile['sort']): number {
  const rank = sort === 'length' ? 0 : rankOf(b) - rankOf(a);
  const length = lengthOf(b) - lengthOf(a);
  const method = sort === 'method' ? Number(b.method !== undefined) - Number(a.method !== undefined) : 0;
  return rank || length || method || b.headers.size - a.headers.size || b.queryParams.size - a.queryParams.size;
}

function rankOf({ uri }: HttpMatch): number {
  return uri === undefined ? -1 : RANK[uri.kind];
}

function lengthOf({ uri }: HttpMatch): number {
  return uri === undefined || uri.kind === 'empty' ? 0 : uri.value.length;
}
