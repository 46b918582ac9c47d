/**
 * A config dump of about the size asked for, from a seed: the same seed gives the same bytes. What grows are the gateways
 * (28 MB each: 110 https servers, 12,000 routes) and, below that, the teams in one.
 */
import { clustersOf, endpointsOf } from './clusters.ts';
import { DumpFile } from './dump-file.ts';
import { listenersOf, secretsOf } from './listeners.ts';
import { planGateway, TEAMS_PER_GATEWAY, type Gateway } from './plan.ts';
import { listOf, membersOf, ownOf } from './sample.ts';
import { routeConfigs } from './virtual-hosts.ts';

/** Measured: what does not grow, and what a team adds to every section together. */
const FIXED_BYTES = 190_000;
const TEAM_BYTES = 241_000;

export function makeDump(path: string, bytes: number, seed = 1): void {
  const teams = Math.max(1, Math.round((bytes - FIXED_BYTES) / TEAM_BYTES));
  const gateways = Math.ceil(teams / TEAMS_PER_GATEWAY);
  const each = (items: (gateway: Gateway) => Iterable<object>) => overGateways(seed, teams, gateways, items);
  const services = (items: (service: Gateway['services'][number]) => Iterable<object>) =>
    each(function* (gateway) {
      for (const service of gateway.services) yield* items(service);
    });
  const file = new DumpFile(path);
  file.section(membersOf('BootstrapConfigDump'));
  file.section(membersOf('ClustersConfigDump'), {
    static_clusters: listOf('ClustersConfigDump', 'static_clusters'),
    dynamic_active_clusters: chain(ownOf('ClustersConfigDump', 'dynamic_active_clusters'), services(clustersOf)),
  });
  file.section(membersOf('EndpointsConfigDump'), {
    static_endpoint_configs: listOf('EndpointsConfigDump', 'static_endpoint_configs'),
    dynamic_endpoint_configs: chain(ownOf('EndpointsConfigDump', 'dynamic_endpoint_configs'), services(endpointsOf)),
  });
  file.section(membersOf('ListenersConfigDump'), {
    static_listeners: listOf('ListenersConfigDump', 'static_listeners'),
    dynamic_listeners: each(listenersOf),
  });
  file.section(membersOf('ScopedRoutesConfigDump'));
  file.section(membersOf('RoutesConfigDump'), {
    static_route_configs: listOf('RoutesConfigDump', 'static_route_configs'),
    dynamic_route_configs: each(routeConfigs),
  });
  file.section(membersOf('SecretsConfigDump'), {
    dynamic_active_secrets: listOf('SecretsConfigDump', 'dynamic_active_secrets'),
    dynamic_warming_secrets: each(secretsOf),
  });
  file.close();
}

/** Gateways of equal size, each planned when its turn comes. */
function* overGateways(
  seed: number,
  teams: number,
  gateways: number,
  items: (gateway: Gateway) => Iterable<object>,
): Iterable<object> {
  for (let index = 0; index < gateways; index++) {
    const share = Math.floor((teams * (index + 1)) / gateways) - Math.floor((teams * index) / gateways);
    yield* items(planGateway(seed, index, share));
  }
}

function* chain(...lists: readonly Iterable<object>[]): Iterable<object> {
  for (const list of lists) yield* list;
}
