/** The servers of a Gateway: what is made of each, or why nothing is served through it. */
import type { Resource } from '../../../resources/index.ts';
import type { DropReason } from '../drop-reason.ts';
import { gatewayKey, type ReplayGateway, type ReplayServer } from '../effective.ts';
import type { Replay } from '../replay.ts';
import type { Product } from './products.ts';
import type { RuleOutcome } from './why-not.ts';

/** A server may have become something (a port that answers 404) and still have a reason: nothing is bound to it. */
export function serverOutcomes(resource: Resource, replay: Replay): readonly RuleOutcome[] {
  const own = replay.gateways.filter(({ source }) => source === resource);
  return own.flatMap((gateway) =>
    gateway.servers.map((server) => ({
      place: { resource, path: server.path },
      became: productsOf(server, replay),
      reasons: reasonsOf(gateway, server, replay),
    })),
  );
}

function productsOf(server: ReplayServer, { routeConfigs, chains }: Replay): readonly Product[] {
  const configs = routeConfigs
    .filter(({ servers }) => servers.includes(server))
    .map(({ name }): Product => ({ kind: 'routeConfig', routeConfig: name }));
  const tcp = chains.flatMap((chain): readonly Product[] =>
    chain.kind === 'tcp' && chain.server === server
      ? [{ kind: 'chain', port: chain.boundPort, serverNames: chain.serverNames }]
      : [],
  );
  return [...configs, ...tcp];
}

function reasonsOf(gateway: ReplayGateway, server: ReplayServer, replay: Replay): readonly DropReason[] {
  const name = gatewayKey(gateway);
  if (replay.target.type === 'sidecar') return [{ kind: 'only-gateways' }];
  if (!replay.selected.includes(gateway)) {
    return [{ kind: 'gateway-not-selected', gateway: name, selector: gateway.selector }];
  }
  const lost = replay.lostServers.find((candidate) => candidate.server === server);
  if (lost !== undefined) {
    const { conflict, winner, isOrderKnown } = lost;
    const by = winner === null ? null : { resource: winner.gateway.source, path: winner.path };
    const at = { gateway: name, server: server.path, hosts: server.hosts };
    return [{ kind: 'server-dropped', ...at, conflict, winner: by, isOrderKnown }];
  }
  return isUsed(server, replay) ? [] : [{ kind: 'nothing-bound', bound: boundTo(name, replay) }];
}

function isUsed(server: ReplayServer, { routeConfigs, chains }: Replay): boolean {
  if (chains.some((chain) => chain.kind === 'tcp' && chain.server === server)) return true;
  return routeConfigs.some(({ virtualHosts }) =>
    virtualHosts.some(
      ({ routes, requireTls, servers }) =>
        routes.some((placed) => placed.servers.includes(server)) || (requireTls && servers.includes(server)),
    ),
  );
}

function boundTo(name: string, { services }: Replay): Extract<DropReason, { kind: 'nothing-bound' }>['bound'] {
  return services
    .filter(({ gateways }) => gateways.includes(name))
    .flatMap(({ sources }) => sources.map((resource) => ({ resource, path: '' })));
}
