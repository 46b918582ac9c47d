/** Where a route stands: what its route configuration and virtual host say, worked out once for all their routes. */
import type { Evidence, GatewayRef, RouteConfiguration } from '../../model/index.ts';
import type { Context } from '../context.ts';
import { claimServer } from '../gateway-server-claim.ts';
import { parseRouteConfigName } from '../parse/route-config-name.ts';
import type { RouteConfigName } from '../parse/route-config-name.ts';

/**
 * `gateways` is empty unless the configuration's name proves one; `readings` are all it may mean. `evidence` is what
 * proves the Gateway: it stands beside the routes' own.
 */
export interface ConfigPlace {
  readonly config: RouteConfiguration;
  readonly name: RouteConfigName;
  readonly gateways: readonly GatewayRef[];
  readonly readings: readonly GatewayRef[];
  readonly evidence: readonly Evidence[];
}

export function placeOf(config: RouteConfiguration, { addresses }: Context): ConfigPlace {
  const name = parseRouteConfigName(config.name);
  if (name.kind !== 'gatewayHttps') return { config, name, gateways: [], readings: [], evidence: [] };
  const { gateways, evidence } = claimServer(config.name, name.rest, addresses.get(config.name) ?? []);
  const proved = gateways.length === 1;
  return { config, name, gateways: proved ? gateways : [], readings: gateways, evidence: proved ? [evidence] : [] };
}
