/** Why a VirtualService does not come as far as its matches: the Gateway, its selector, exportTo, its servers. */
import { nearest } from '../../../base/nearest.ts';
import type { DropReason } from '../drop-reason.ts';
import { gatewayKey, type ReplayGateway, type ReplayServer, type ReplayVirtualService } from '../effective.ts';
import type { Replay } from '../replay.ts';
import { MESH_GATEWAY } from '../resolve-names.ts';
import { isHttpServer, isPassthrough } from '../server-protocol.ts';
import { visibilityFrom } from '../visible-virtual-services.ts';

export function bindingReasons(
  service: ReplayVirtualService,
  rules: 'http' | 'tls' | 'tcp',
  replay: Replay,
): readonly DropReason[] {
  const reasons: DropReason[] = [];
  const { target } = replay;
  if (visibilityFrom(service, target.namespace) === 'hidden') {
    reasons.push({ kind: 'not-exported', exportTo: service.exportTo, namespace: target.namespace });
  }
  const gateways = service.gateways.filter((gateway) => gateway !== MESH_GATEWAY);
  if (target.type === 'sidecar') {
    if (gateways.length === service.gateways.length) reasons.push({ kind: 'only-gateways' });
    return reasons;
  }
  if (gateways.length === 0) reasons.push({ kind: 'only-mesh' });
  for (const name of gateways) reasons.push(...gatewayReasons(name, rules, replay));
  return reasons;
}

function gatewayReasons(name: string, rules: 'http' | 'tls' | 'tcp', replay: Replay): readonly DropReason[] {
  const gateway = replay.gateways.find((candidate) => gatewayKey(candidate) === name);
  if (gateway === undefined) {
    return [{ kind: 'no-such-gateway', gateway: name, nearest: nearest(name, replay.gateways.map(gatewayKey)) }];
  }
  if (!replay.selected.includes(gateway)) {
    return [{ kind: 'gateway-not-selected', gateway: name, selector: gateway.selector }];
  }
  return [...lostServers(gateway, name, replay), ...protocolReasons(gateway, name, rules)];
}

function lostServers(gateway: ReplayGateway, name: string, replay: Replay): readonly DropReason[] {
  return replay.lostServers
    .filter(({ server }) => server.gateway === gateway)
    .map(({ server, conflict, winner, hosts, isOrderKnown }) => ({
      kind: 'server-dropped',
      gateway: name,
      server: server.path,
      conflict,
      winner: winner === null ? null : { resource: winner.gateway.source, path: winner.path },
      hosts: hosts.length === 0 ? server.hosts : hosts,
      isOrderKnown,
    }));
}

/** Only said when no server of the Gateway can use such rules: HTTP rules on a passthrough server, and the like. */
function protocolReasons(gateway: ReplayGateway, name: string, rules: 'http' | 'tls' | 'tcp'): readonly DropReason[] {
  const uses = (server: ReplayServer): boolean => {
    if (rules === 'http') return isHttpServer(server);
    return !isHttpServer(server) && isPassthrough(server) === (rules === 'tls');
  };
  if (gateway.servers.some(uses)) return [];
  return gateway.servers.map((server) => ({
    kind: 'protocol-mismatch',
    gateway: name,
    server: server.path,
    protocol: isPassthrough(server) ? `${server.port.protocol} ${server.tls?.mode ?? ''}` : server.port.protocol,
    rules,
  }));
}
