/** How the paths of two routes stand to each other, by rules that are safe without running a regex. */
import type { RouteMatch } from '../../../model/index.ts';
import { covers, literalPath, meet } from './literal-path.ts';
import { regexHead } from './regex-head.ts';

/**
 * Of the first to the second: `covers` every path of the second fits the first, `covered` the other way round, `overlaps`
 * some paths fit both, `may` it is not known, `disjoint` none does.
 */
export type PathRelation = 'same' | 'covers' | 'covered' | 'overlaps' | 'may' | 'disjoint';

/** Fits every path there is: they all begin with a slash (reference/envoy-semantics.md 2.3). */
function fitsAll({ path }: RouteMatch): boolean {
  if (path.kind === 'prefix') return path.value === '' || path.value === '/';
  return path.kind === 'regex' && (path.regex === '.*' || path.regex === '/.*');
}

/** Matches requests by their path; a CONNECT without a path is none of theirs. */
function isOfPaths({ path }: RouteMatch): boolean {
  return path.kind !== 'connect' && path.kind !== 'none' && path.kind !== 'unsupported';
}

function sameText(a: RouteMatch, b: RouteMatch): boolean {
  if (a.path.kind === 'regex') return b.path.kind === 'regex' && a.path.regex === b.path.regex;
  if (a.path.kind === 'uriTemplate') return b.path.kind === 'uriTemplate' && a.path.template === b.path.template;
  return a.path.kind === 'connect' && b.path.kind === 'connect';
}

/** True when the regex of `pattern` begins with a text that no path of `other` begins with. */
function beginsElsewhere(pattern: RouteMatch, other: RouteMatch): boolean {
  if (pattern.path.kind !== 'regex') return false;
  const head = { kind: 'prefix', value: regexHead(pattern.path.regex), fold: false } as const;
  const literal = literalPath(other);
  if (literal !== null) return !meet(head, literal);
  if (other.path.kind !== 'regex') return false;
  return !meet(head, { kind: 'prefix', value: regexHead(other.path.regex), fold: false });
}

export function pathRelation(a: RouteMatch, b: RouteMatch): PathRelation {
  if (sameText(a, b)) return 'same';
  if (!isOfPaths(a) || !isOfPaths(b)) return 'may';
  if (fitsAll(a)) return fitsAll(b) ? 'same' : 'covers';
  if (fitsAll(b)) return 'covered';
  const [left, right] = [literalPath(a), literalPath(b)];
  if (left === null || right === null) return beginsElsewhere(a, b) || beginsElsewhere(b, a) ? 'disjoint' : 'may';
  if (covers(left, right)) return covers(right, left) ? 'same' : 'covers';
  if (covers(right, left)) return 'covered';
  return meet(left, right) ? 'overlaps' : 'disjoint';
}
