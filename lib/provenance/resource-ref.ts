/** Kubernetes objects as this room names them. */
import { isSameResource } from '../model/index.ts';
import type { GatewayRef, ResourceRef } from '../model/index.ts';

export const ISTIO_GROUP = 'networking.istio.io';
const GATEWAY_API_GROUP = 'gateway.networking.k8s.io';
const INGRESS_GROUP = 'networking.k8s.io';

type IstioKind = 'VirtualService' | 'DestinationRule' | 'ServiceEntry' | 'Gateway' | 'Sidecar';

export function istioRef(kind: IstioKind, namespace: string, name: string | null): ResourceRef {
  return { group: ISTIO_GROUP, kind, namespace, name };
}

/** `kind` e.g. `HTTPRoute`, `GRPCRoute`, `TCPRoute`, `Gateway`, `BackendTLSPolicy`. */
export function gatewayApiRef(kind: string, namespace: string, name: string | null): ResourceRef {
  return { group: GATEWAY_API_GROUP, kind, namespace, name };
}

/** Istio's own experimental extensions of the Gateway API, e.g. `XBackendTrafficPolicy`. */
export function experimentalGatewayApiRef(kind: string, namespace: string, name: string | null): ResourceRef {
  return { group: 'gateway.networking.x-k8s.io', kind, namespace, name };
}

export function ingressRef(namespace: string, name: string | null): ResourceRef {
  return { group: INGRESS_GROUP, kind: 'Ingress', namespace, name };
}

export function serviceRef(namespace: string, name: string): ResourceRef {
  return { group: '', kind: 'Service', namespace, name };
}

/** The object alone, without a server or place in it. */
export function resourceOf({ group, kind, namespace, name }: ResourceRef): ResourceRef {
  return { group, kind, namespace, name };
}

/** Each Gateway and server once. */
export function distinctGateways(gateways: Iterable<GatewayRef>): GatewayRef[] {
  return distinct(gateways, ({ server }) => server ?? '');
}

/** In words: `VirtualService shop/storefront`, `a ServiceEntry in namespace client`. */
export function wordsOf({ kind, namespace, name }: ResourceRef): string {
  if (name !== null) return `${kind} ${namespace}/${name}`;
  const article = /^[AEIOU]/.test(kind) ? 'an' : 'a';
  return `${article} ${kind} in namespace ${namespace}`;
}

/** Names may hold any character of a dump; a line feed is in none that Kubernetes accepts, so keys never collide. */
function keyOf({ group, kind, namespace, name }: ResourceRef): string {
  return `${group}\n${kind}\n${namespace}\n${name ?? '\n'}`;
}

/** More are told apart by a key: comparing each with each takes longer then. */
const FEW = 16;

/** Each object once, in first-seen order; `more` may add what else tells two entries apart. */
export function distinct<Ref extends ResourceRef>(refs: Iterable<Ref>, more: (ref: Ref) => string = () => ''): Ref[] {
  const all = [...refs];
  if (all.length <= FEW) {
    const isFirst = (ref: Ref, at: number): boolean => {
      for (let i = 0; i < at; i++) {
        const one = all[i] as Ref;
        if (isSameResource(one, ref) && more(one) === more(ref)) return false;
      }
      return true;
    };
    // Not filtered without need: such a list has room for more, and every virtual host keeps one.
    return all.length === 1 || all.every(isFirst) ? all : all.filter(isFirst);
  }
  const found = new Map<string, Ref>();
  let last: Ref | undefined;
  for (const ref of all) {
    // The very same object stands many times in a row.
    if (ref === last) continue;
    last = ref;
    const key = `${keyOf(ref)}\n${more(ref)}`;
    if (!found.has(key)) found.set(key, ref);
  }
  return [...found.values()];
}
