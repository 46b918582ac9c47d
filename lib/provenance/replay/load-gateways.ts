/** User-written Istio Gateways → replay form. */
import { gatewaySpecOf, type GatewayServer, type Resource } from '../../resources/index.ts';
import type { ReplayGateway, ReplayServer } from './effective.ts';
import { sanitizeServerHosts } from './server-hosts.ts';

export function loadGateway(resource: Resource): ReplayGateway {
  const { selector, servers } = gatewaySpecOf(resource);
  const { name, namespace } = resource.ref;
  return makeGateway(
    { name, namespace, created: resource.created, source: resource, selector, serviceHosts: undefined },
    servers.map((server, index) => ({ server, path: `servers[${String(index)}]` })),
  );
}

/** Ties servers and their Gateway together, hosts with their namespace part resolved. */
export function makeGateway(
  parts: Omit<ReplayGateway, 'servers'>,
  servers: readonly { readonly server: GatewayServer; readonly path: string }[],
): ReplayGateway {
  const list: ReplayServer[] = [];
  const gateway: ReplayGateway = { ...parts, servers: list };
  for (const { server, path } of servers) {
    list.push({ ...server, hosts: sanitizeServerHosts(server.hosts, parts.namespace), gateway, path });
  }
  return gateway;
}
