/** backendRefs → destinations (conversion.go, buildHTTPDestination and buildDestination). */
import { fieldOf, listAt, numberAt, textAt } from '../../../base/plain.ts';
import type { Destination, Resource, WeightedDestination } from '../../../resources/index.ts';
import { isReferenceGranted } from './attach.ts';
import { headersOfFilters } from './filters.ts';

export interface BackendContext {
  readonly route: Resource;
  readonly grants: readonly Resource[];
  readonly domain: string;
}

/** Weight 0 is left out. An invalid reference keeps its place with an empty host, which answers 500. */
export function destinationsOf(refs: readonly unknown[], context: BackendContext): readonly WeightedDestination[] {
  const used = refs.filter((ref) => (numberAt(ref, 'weight') ?? 1) > 0);
  return used.map((ref) => ({
    destination: destinationOf(ref, context),
    weight: used.length === 1 ? 0 : (numberAt(ref, 'weight') ?? 1),
    headers: headersOfFilters(listAt(ref, 'filters')),
  }));
}

const INVALID: Destination = { host: '', subset: '', port: undefined };

export function destinationOf(ref: unknown, { route, grants, domain }: BackendContext): Destination {
  const group = textAt(ref, 'group') ?? '';
  const kind = textAt(ref, 'kind') ?? 'Service';
  const name = textAt(ref, 'name') ?? '';
  const namespace = textAt(ref, 'namespace') ?? route.ref.namespace;
  const port = numberAt(ref, 'port');
  if (!isReferenceGranted(grants, route, { group, kind, namespace, name })) return INVALID;
  if (group === '' && kind === 'Service') {
    return port === undefined ? INVALID : { host: `${name}.${namespace}.svc.${domain}`, subset: '', port };
  }
  const isHostname = group === 'networking.istio.io' && kind === 'Hostname';
  return isHostname && port !== undefined && fieldOf(ref, 'namespace') === undefined
    ? { host: name, subset: '', port }
    : INVALID;
}
