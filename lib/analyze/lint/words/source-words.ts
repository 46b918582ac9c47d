/** Makers in words. */
import { inOnePiece } from '../../../base/index.ts';
import { RecentMap } from '../../../base/recent-map.ts';
import type { ResourceRef, Source } from '../../../model/index.ts';

/** `VirtualService shop/web`; `?` where the input cannot tell the name. */
export function refWords({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name ?? '?'}`;
}

/** With the place in it where that is known: `VirtualService shop/web http[2]`. */
export function ownerWords(source: Source): string {
  if (source.resource !== null) {
    const path = source.path === null ? '' : ` ${source.path}`;
    const via = source.via === null ? '' : ` (delegated by ${refWords(source.via)})`;
    return `${refWords(source.resource)}${path}${via}`;
  }
  if (source.candidates.length > 0) return `one of ${source.candidates.map(refWords).join(', ')}`;
  return source.status === 'synthetic' ? 'Istio itself' : 'no known object';
}

/** What tells owners apart; null where there is no telling. A delegate's route belongs to its root as well. */
export function ownerKey(source: Source): string | null {
  let key = known.get(source);
  if (key === undefined) known.set(source, (key = keyOf(source)));
  return key;
}

/** One source stands for all routes of a rule. */
const known = new RecentMap<Source, string | null>();

function keyOf(source: Source): string | null {
  const owner = source.via ?? source.resource;
  if (owner !== null) return inOnePiece(refKey(owner));
  // HTTPRoute or GRPCRoute of one name: which of them does not matter here.
  const [first, ...others] = source.candidates;
  const isOne =
    first !== undefined && others.every((one) => one.namespace === first.namespace && one.name === first.name);
  return isOne ? `?/${first.namespace}/${first.name ?? '?'}` : null;
}

export function refKey({ group, kind, namespace, name }: ResourceRef): string {
  return `${group}/${kind}/${namespace}/${name ?? '?'}`;
}

/** `a, b and 3 more`. */
export function some(names: readonly string[], most = 4): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${String(names.length - most)} more`;
}
