/** Short names in a VirtualService (Istio pilot/pkg/model/virtualservice.go, resolveVirtualServiceShortnames). */

const IP_ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$/;

/** `reviews` in namespace `default` → `reviews.default.svc.cluster.local`; names with a dot, `*` and addresses stay. */
export function resolveHost(host: string, namespace: string, domain: string): string {
  if (host === '' || host === '*' || host.includes('.') || IP_ADDRESS.test(host)) return host;
  return `${host}.${namespace}.svc.${domain}`;
}

/** The pseudo gateway of all sidecars. */
export const MESH_GATEWAY = 'mesh';

/** `gw`, `./gw`, `ns/gw` and the legacy `gw.ns[.svc…]` → `ns/gw`; `mesh` stays. */
export function resolveGatewayName(gateway: string, namespace: string): string {
  if (gateway === MESH_GATEWAY) return gateway;
  if (gateway.includes('/')) return gateway.startsWith('./') ? `${namespace}/${gateway.slice(2)}` : gateway;
  const dot = gateway.indexOf('.');
  if (dot === -1) return `${namespace}/${gateway}`;
  const rest = gateway.slice(dot + 1);
  const next = rest.indexOf('.');
  return `${next === -1 ? rest : rest.slice(0, next)}/${gateway.slice(0, dot)}`;
}
