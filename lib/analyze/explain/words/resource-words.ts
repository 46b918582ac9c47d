import type { ResourceRef, Source } from '../../../model/index.ts';

/** The selector of a resource, `VirtualService/shop/storefront`; null for one without a name. */
export function resourceSelector({ kind, namespace, name }: ResourceRef): string | null {
  return name === null ? null : `${kind}/${namespace}/${name}`;
}

/** `VirtualService shop/storefront`; `a ServiceEntry in payments` where the name does not reach Envoy. */
export function resourceWords({ kind, namespace, name }: ResourceRef): string {
  const where = namespace === '' ? '' : `${namespace}/`;
  if (name !== null) return `${kind} ${where}${name}`;
  const one = `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`;
  return namespace === '' ? `${one} of unknown name` : `${one} in ${namespace}, name unknown`;
}

/** Who made something, as a noun: never more certain than its source. */
export function makerWords(source: Source): string {
  const doubt = source.confidence === 'certain' ? '' : `${source.confidence} `;
  switch (source.status) {
    case 'attributed':
      return source.resource === null ? 'unknown' : doubt + resourceWords(source.resource);
    case 'ambiguous':
      return `one of ${source.candidates.map(resourceWords).join(', ')}`;
    case 'synthetic':
      return 'Istio itself';
    case 'unattributed':
      return 'unknown maker';
  }
}
