/** Path matchers without patterns as sets of paths: which of two holds the other, and whether they meet. */
import type { RouteMatch } from '../../../model/index.ts';
import { asciiLower } from '../../rows/index.ts';

/** `fold`: the case of A-Z does not matter, and `value` is in lower case. */
export interface LiteralPath {
  readonly kind: 'path' | 'prefix' | 'pathSeparatedPrefix';
  readonly value: string;
  readonly fold: boolean;
}

/** Null for regexes, templates, CONNECT and what is not understood. */
export function literalPath({ path, caseSensitive }: RouteMatch): LiteralPath | null {
  if (path.kind !== 'path' && path.kind !== 'prefix' && path.kind !== 'pathSeparatedPrefix') return null;
  const fold = caseSensitive === false;
  return { kind: path.kind, value: fold ? asciiLower(path.value) : path.value, fold };
}

/** Does `inner`, as a text without case rules, lie in `outer`? */
function holds(outer: LiteralPath, inner: LiteralPath): boolean {
  switch (outer.kind) {
    case 'prefix':
      return inner.value.startsWith(outer.value);
    case 'path':
      return inner.kind === 'path' && inner.value === outer.value;
    case 'pathSeparatedPrefix':
      if (inner.value.startsWith(`${outer.value}/`)) return true;
      return inner.kind !== 'prefix' && inner.value === outer.value;
  }
}

function folded(path: LiteralPath): LiteralPath {
  return { ...path, value: asciiLower(path.value), fold: true };
}

/** True when every path that fits `inner` fits `outer`. */
export function covers(outer: LiteralPath, inner: LiteralPath): boolean {
  if (outer.fold) return holds(outer, folded(inner));
  // A path without letters reads the same in any case; with letters, `inner` takes spellings that `outer` refuses.
  if (inner.fold && /[A-Za-z]/.test(outer.value)) return false;
  return holds(outer, inner);
}

/** True when some path fits both. Two such sets meet exactly when one begins inside the other. */
export function meet(a: LiteralPath, b: LiteralPath): boolean {
  const [left, right] = a.fold || b.fold ? [folded(a), folded(b)] : [a, b];
  return holds(left, right) || holds(right, left);
}
