/** Names of the Gateways that istiod generates from the Gateway API and from Kubernetes Ingresses. */
import { GATEWAY_SEPARATOR, INGRESS_SEPARATOR, splitOnce } from './separators.ts';

/**
 * `listener` is null up to Istio 1.11, where one generated Gateway held all listeners. An Ingress's namespace is null up
 * to 1.11, where the name left it out.
 */
export type GatewayName =
  | { readonly kind: 'user' }
  | { readonly kind: 'gatewayApi'; readonly name: string; readonly listener: string | null }
  | { readonly kind: 'ingress'; readonly name: string; readonly namespace: string | null };

const USER: GatewayName = { kind: 'user' };

/**
 * `<gw>~SEP~<listener>` (1.28+), `<gw>-SEP-<listener>` (1.12-1.27), `<gw>-SEP` (1.6-1.11), `<ingress>-SEP'-<ns>`
 * (1.12+), `<ingress>-SEP'`. Everything else is a name that a person chose (reference/istio-provenance.md 4.1, 4.3).
 */
export function parseGatewayName(name: string): GatewayName {
  const api =
    splitOnce(name, `~${GATEWAY_SEPARATOR}~`) ??
    splitOnce(name, `-${GATEWAY_SEPARATOR}-`) ??
    splitOnce(name, `-${GATEWAY_SEPARATOR}`);
  if (api !== null && api.before !== '') {
    return { kind: 'gatewayApi', name: api.before, listener: api.after === '' ? null : api.after };
  }
  const ingress = splitOnce(name, `-${INGRESS_SEPARATOR}-`) ?? splitOnce(name, `-${INGRESS_SEPARATOR}`);
  if (ingress === null || ingress.before === '') return USER;
  return { kind: 'ingress', name: ingress.before, namespace: ingress.after === '' ? null : ingress.after };
}
