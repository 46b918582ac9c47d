/** Istio's service node: `type~ip~name.namespace~domain` (pilot/pkg/model/context.go, ParseServiceNodeWithMetadata). */
import type { Proxy } from '../../model/index.ts';

/** What the node id tells; null for each part that has another shape. */
export interface NodeIdParts {
  readonly type: Proxy['type'];
  readonly name: string | null;
  readonly namespace: string | null;
  /** `cluster.local` of the domain `ns.svc.cluster.local`. */
  readonly domain: string | null;
}

const TYPES = new Map<string, Proxy['type']>([
  ['router', 'router'],
  // Istio up to 1.1; routers and ingresses have been one since.
  ['ingress', 'router'],
  ['sidecar', 'sidecar'],
  ['waypoint', 'waypoint'],
]);

const UNKNOWN: NodeIdParts = { type: 'unknown', name: null, namespace: null, domain: null };

/** Anything but four parts is no node id of Istio's. A pod's name may hold dots, a namespace may not. */
export function parseNodeId(id: string): NodeIdParts {
  const [type, , instance, dnsDomain, ...others] = id.split('~');
  if (type === undefined || instance === undefined || dnsDomain === undefined || others.length > 0) return UNKNOWN;
  const dot = instance.lastIndexOf('.');
  const suffix = /^[^.]+\.svc\.(?<suffix>.+)$/.exec(dnsDomain)?.groups?.['suffix'];
  return {
    type: TYPES.get(type) ?? 'unknown',
    name: dot > 0 ? instance.slice(0, dot) : null,
    namespace: dot > 0 && dot < instance.length - 1 ? instance.slice(dot + 1) : null,
    domain: suffix ?? null,
  };
}
