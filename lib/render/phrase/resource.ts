import type { GatewayRef, ResourceRef } from '../../model/index.ts';

/** Two kinds share the name Gateway; Istio's is the one a bare word means here. */
function kindWords(ref: ResourceRef): string {
  return ref.kind === 'Gateway' && ref.group === 'gateway.networking.k8s.io' ? 'Kubernetes Gateway' : ref.kind;
}

/**
 * `VirtualService shop/storefront`; `ServiceEntry client/?` where the name cannot be known; `EnvoyFilter` where only
 * the kind is known; `GatewayClass istio` for a cluster-scoped one.
 */
export function resourceWords(ref: ResourceRef): string {
  return `${kindWords(ref)}${nameSuffix(ref)}`;
}

function nameSuffix(ref: ResourceRef): string {
  if (ref.namespace === '') return ref.name === null ? '' : ` ${ref.name}`;
  return ` ${ref.namespace}/${ref.name ?? '?'}`;
}

/** Several resources, a kind said once while it stays the same: `Ingress front/front | front/front-two`. */
export function resourceList(refs: readonly ResourceRef[]): string {
  let previous: string | null = null;
  const parts: string[] = [];
  for (const ref of refs) {
    const kind = kindWords(ref);
    const name = nameSuffix(ref);
    parts.push(kind === previous && name !== '' ? name.slice(1) : `${kind}${name}`);
    previous = kind;
  }
  return parts.join(' | ');
}

/** `Gateway default/one-gateway servers[0]`. */
export function gatewayWords(gateway: GatewayRef): string {
  return gateway.server === null ? resourceWords(gateway) : `${resourceWords(gateway)} ${gateway.server}`;
}

/** All of them once, in order; empty text when none is known. */
export function gatewayList(gateways: readonly GatewayRef[]): string {
  const [first] = gateways;
  if (first === undefined) return '';
  if (gateways.length === 1) return gatewayWords(first);
  return [...new Set(gateways.map(gatewayWords))].join(', ');
}
