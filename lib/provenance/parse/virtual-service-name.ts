/** Which object a VirtualService's name stands for: a person's, or one that istiod generated it from. */
import { GATEWAY_SEPARATOR, INGRESS_SEPARATOR, splitOnce } from './separators.ts';

/**
 * `user`: the name is the object's own.
 * `route`: made for the oldest HTTPRoute of a Gateway and host, whose name is one of `routes` (1.6-1.26.1); two, when
 * a number before the mark may be istiod's counter (1.14+) or the end of the route's own name (before).
 * `gatewayHost`: made for one host of one listener; names no route (1.26.2+).
 * `meshHost`: made for routes whose parent is a Service (1.26.2+).
 * `layer4`: made for a TCPRoute or TLSRoute.
 * `ingress`: made for all Ingresses of a host; `prefix` is `<host with dashes>-<oldest ingress>`.
 * `generated`: istiod's, for a person's name has no `~`, but of a shape this version does not know.
 */
export type VirtualServiceName =
  | { readonly kind: 'user' }
  | { readonly kind: 'route'; readonly routes: readonly string[] }
  | {
      readonly kind: 'gatewayHost';
      readonly gatewayNamespace: string;
      readonly gateway: string;
      readonly listener: string;
      readonly host: string;
    }
  | { readonly kind: 'meshHost'; readonly namespace: string; readonly port: number | null; readonly host: string }
  | { readonly kind: 'layer4'; readonly resource: 'TCPRoute' | 'TLSRoute'; readonly route: string }
  | { readonly kind: 'ingress'; readonly prefix: string }
  | { readonly kind: 'generated' };

const GENERATED: VirtualServiceName = { kind: 'generated' };
const LAYER_4 = { tcp: 'TCPRoute', tls: 'TLSRoute' } as const;

/**
 * `protocol` is what the name was found on: a VirtualService on an HTTP route never comes from a TCPRoute, one on a TCP
 * chain never from an HTTPRoute, and that is what keeps `x-tcp-0-SEP` from having two readings.
 * Source: pilot/pkg/config/kube/{gateway,ingress}; reference/istio-provenance.md 4.1, 4.3.
 */
export function parseVirtualServiceName(name: string, protocol: 'http' | 'tcp'): VirtualServiceName {
  if (name.endsWith(`-${INGRESS_SEPARATOR}`)) {
    return { kind: 'ingress', prefix: name.slice(0, -INGRESS_SEPARATOR.length - 1) };
  }
  if (protocol === 'tcp') return layer4(name);
  if (name.includes('~')) return withTildes(name);
  return name.endsWith(`-${GATEWAY_SEPARATOR}`) ? oldestRoute(name) : { kind: 'user' };
}

function oldestRoute(name: string): VirtualServiceName {
  const whole = name.slice(0, -GATEWAY_SEPARATOR.length - 1);
  const counted = /^(.+)-\d+$/s.exec(whole)?.[1];
  if (whole === '') return GENERATED;
  return { kind: 'route', routes: counted === undefined ? [whole] : [counted, whole] };
}

function withTildes(name: string): VirtualServiceName {
  const [first = '', second = '', third = '', fourth = '', ...rest] = name.split('~');
  if (third === GATEWAY_SEPARATOR && rest.length > 0) {
    return gatewayHost(first, second, fourth, rest.join('~'));
  }
  const listener = splitOnce(second, `-${GATEWAY_SEPARATOR}-`);
  if (listener !== null && fourth === '') return gatewayHost(first, listener.before, listener.after, third);
  if (name.includes(GATEWAY_SEPARATOR) || first === '' || rest.length > 0 || fourth !== '') return GENERATED;
  if (third === '') return second === '' ? GENERATED : { kind: 'meshHost', namespace: first, port: null, host: second };
  if (!/^\d{1,5}$/.test(second)) return GENERATED;
  return { kind: 'meshHost', namespace: first, port: Number(second), host: third };
}

function gatewayHost(gatewayNamespace: string, gateway: string, listener: string, host: string): VirtualServiceName {
  const whole = gatewayNamespace !== '' && gateway !== '' && listener !== '' && host !== '';
  return whole ? { kind: 'gatewayHost', gatewayNamespace, gateway, listener, host } : GENERATED;
}

function layer4(name: string): VirtualServiceName {
  const tildes = new RegExp(`^(.+)~(tcp|tls)~\\d+~${GATEWAY_SEPARATOR}$`, 's').exec(name);
  const dashes = new RegExp(`^(.+)-(tcp|tls)(?:-\\d+)?-${GATEWAY_SEPARATOR}$`, 's').exec(name);
  const [, route, protocol] = tildes ?? dashes ?? [];
  if (route !== undefined && (protocol === 'tcp' || protocol === 'tls')) {
    return { kind: 'layer4', resource: LAYER_4[protocol], route };
  }
  return name.includes('~') || name.endsWith(`-${GATEWAY_SEPARATOR}`) ? GENERATED : { kind: 'user' };
}
