/** The Gateway and server in `https.<port>.<portName>.<gateway>.<ns>[.<bind>]`. */
import { parseGatewayName } from './generated-gateway-name.ts';

export interface GatewayServer {
  readonly portName: string;
  readonly gateway: string;
  readonly namespace: string;
}

/** More than names of Kubernetes objects can have: a name beyond is hostile, and its readings grow with the square. */
const MOST_PIECES = 500;

/**
 * Every reading of what follows `https.<port>.`. Port names and Gateway names may hold dots and a bind address adds some,
 * so the name alone has one reading only when it has exactly 5 pieces; `addresses` of the listeners that use it settle
 * the bind. None when there are too few pieces, or absurdly many.
 * Source: gatewayRDSRouteName, pilot/pkg/networking/core/gateway.go; reference/istio-provenance.md 3.2, 3.3.
 */
export function readGatewayServers(rest: string, addresses: readonly string[]): readonly GatewayServer[] {
  const pieces = withoutBind(rest, addresses).split('.');
  if (pieces.length > MOST_PIECES) return [];
  const namespace = pieces.pop() ?? '';
  const readings = pieces.slice(1).map((_, i) => ({
    portName: pieces.slice(0, i + 1).join('.'),
    gateway: pieces.slice(i + 1).join('.'),
    namespace,
  }));
  const whole = readings.filter(({ portName, gateway }) => isWhole(portName) && isWhole(gateway) && isWhole(namespace));
  return settledByIstio(whole) ?? whole;
}

function isWhole(name: string): boolean {
  return name !== '' && !name.startsWith('.') && !name.endsWith('.');
}

/**
 * With listeners at hand, the bind is their address or nothing. Without, four numbers at the end, or anything with a
 * colon, is taken for an address: the other reading would be a namespace that is a bare number after three more.
 */
function withoutBind(rest: string, addresses: readonly string[]): string {
  for (const address of addresses) {
    if (rest.endsWith(`.${address}`)) return rest.slice(0, -address.length - 1);
  }
  return addresses.length > 0 ? rest : rest.replace(/\.(?:\d{1,3}(?:\.\d{1,3}){3}|[^.]*:.*)$/s, '');
}

/** Names of Gateways that istiod generated, and the port names that it gives them, leave one reading only. */
function settledByIstio(readings: readonly GatewayServer[]): readonly GatewayServer[] | null {
  for (const reading of readings) {
    const name = parseGatewayName(reading.gateway);
    if (name.kind === 'gatewayApi' && reading.portName === 'default') return [reading];
    if (name.kind === 'ingress' && reading.portName.startsWith(`https-443-ingress-${name.name}-`)) return [reading];
  }
  return null;
}
