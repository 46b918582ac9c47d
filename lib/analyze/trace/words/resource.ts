import type { Source } from '../../../model/index.ts';

/** `VirtualService shop/storefront http[2].match[0]`; null when no one object is known. */
export function sourceLabel(source: Source | null): string | null {
  if (source?.status !== 'attributed' || source.resource === null) return null;
  const { kind, namespace, name } = source.resource;
  const place = source.path === null ? '' : ` ${source.path}`;
  const object =
    name === null ? `${kind} in ${namespace}` : `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
  return `${object}${place}`;
}
