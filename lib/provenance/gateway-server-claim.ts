/** Which Gateway and server a name `https.<port>.<portName>.<gateway>.<ns>[.<bind>]` stands for. */
import type { Evidence, GatewayRef } from '../model/index.ts';
import { readGatewayServers } from './parse/gateway-servers.ts';
import type { GatewayServer } from './parse/gateway-servers.ts';
import { parseGatewayName } from './parse/generated-gateway-name.ts';
import { distinctGateways, gatewayApiRef, ingressRef, ISTIO_GROUP, istioRef, wordsOf } from './resource-ref.ts';

/** `gateways` holds every reading; one is proof. `evidence` names the server when there is one. */
export interface ServerClaim {
  readonly gateways: readonly GatewayRef[];
  readonly evidence: Evidence;
}

/** `name` is the whole route configuration name, `rest` what follows `https.<port>.` in it. */
export function claimServer(name: string, rest: string, addresses: readonly string[]): ServerClaim {
  const gateways = distinctGateways(readGatewayServers(rest, addresses).map(gatewayOf));
  const [only] = gateways;
  const said = only !== undefined && gateways.length === 1 ? `: ${serverWords(only)}` : '';
  const detail = `route configuration ${name}${said}`;
  const isGenerated = only?.kind === 'Gateway' && only.group !== ISTIO_GROUP;
  // Istio 1.27 and later name what they make of a ListenerSet in the same way (reference/istio-provenance.md 4.1).
  const evidence: Evidence = isGenerated
    ? { kind: 'generatedName', detail: `${detail}; or a ListenerSet of that name` }
    : { kind: 'routeConfigName', detail };
  return { gateways, evidence };
}

/** `Gateway shop/shop, server https-shop`. */
export function serverWords(gateway: GatewayRef): string {
  if (gateway.server === null) return wordsOf(gateway);
  if (gateway.kind === 'Ingress') return `${wordsOf(gateway)}, ${gateway.server}`;
  return `${wordsOf(gateway)}, ${gateway.group === ISTIO_GROUP ? 'server' : 'listener'} ${gateway.server}`;
}

/** A generated Gateway stands for the Gateway API listener or the Ingress it was made from. */
function gatewayOf({ portName, gateway, namespace }: GatewayServer): GatewayRef {
  const name = parseGatewayName(gateway);
  switch (name.kind) {
    case 'user':
      return { ...istioRef('Gateway', namespace, gateway), server: portName };
    case 'gatewayApi':
      return { ...gatewayApiRef('Gateway', namespace, name.name), server: name.listener };
    case 'ingress': {
      const [owner, tls] = ingressOfPortName(portName, name.name);
      return { ...ingressRef(name.namespace ?? owner ?? namespace, name.name), server: tls };
    }
  }
}

/** `https-443-ingress-<ingress>-<ns>-<i>`: i is the position in spec.tls (reference/istio-provenance.md 4.3). */
function ingressOfPortName(portName: string, ingress: string): readonly [string | null, string | null] {
  const rest = portName.startsWith(`https-443-ingress-${ingress}-`)
    ? portName.slice(`https-443-ingress-${ingress}-`.length)
    : '';
  const [, namespace, index] = /^(.+?)(?:-(\d+))?$/s.exec(rest) ?? [];
  return [namespace ?? null, index === undefined ? null : `tls[${index}]`];
}
