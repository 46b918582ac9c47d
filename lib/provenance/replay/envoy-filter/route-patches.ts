/** Which patches select a place in a route configuration (Istio core/envoyfilter/rc_patch.go; reference 6). */
import { fieldOf, recordOf } from '../../../base/plain.ts';
import type { Route, RouteConfiguration, VirtualHost } from '../../../model/index.ts';
import type { Place, ReplayServer } from '../effective.ts';
import { matchNumber, matchText, type FilterPatch } from './patch.ts';

/** The servers of a route configuration give its declared ports, port name and Gateway. */
export type ServersOf = (routeConfig: string) => readonly ReplayServer[];

const ADDS = new Set(['ADD', 'INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST']);
const ALTERS = new Set(['MERGE', 'REPLACE']);

export class RoutePatches {
  readonly #patches: readonly FilterPatch[];
  readonly #serversOf: ServersOf;

  constructor(patches: readonly FilterPatch[], serversOf: ServersOf) {
    this.#patches = patches;
    this.#serversOf = serversOf;
  }

  /** Patches that may have put a route here or altered it. */
  route(config: RouteConfiguration, host: VirtualHost, route: Route): readonly Place[] {
    const hasOwner = route.istio?.config !== undefined;
    return this.#select(config, (patch) => {
      if (!this.#hostFits(patch, host.name)) return false;
      if (patch.applyTo === 'VIRTUAL_HOST') return ALTERS.has(patch.operation);
      if (patch.applyTo !== 'HTTP_ROUTE') return false;
      if (hasOwner) return ALTERS.has(patch.operation) && routeFits(patch, route.name ?? '', route.action.kind);
      return ADDS.has(patch.operation) && (patch.valueName ?? '') === (route.name ?? '');
    });
  }

  /** Patches that may have removed or replaced a route of that name. */
  absentRoute(config: RouteConfiguration, host: VirtualHost, name: string): readonly Place[] {
    return this.#select(
      config,
      (patch) =>
        patch.applyTo === 'HTTP_ROUTE' &&
        (patch.operation === 'REMOVE' || patch.operation === 'REPLACE') &&
        this.#hostFits(patch, host.name) &&
        routeFits(patch, name, undefined),
    );
  }

  /** Patches that may have added this virtual host or altered its own fields. */
  virtualHost(config: RouteConfiguration, host: VirtualHost): readonly Place[] {
    return this.#select(config, (patch) => {
      if (patch.applyTo === 'ROUTE_CONFIGURATION') return patch.operation === 'MERGE';
      if (patch.applyTo !== 'VIRTUAL_HOST') return false;
      if (patch.operation === 'ADD') return patch.valueName === host.name;
      return ALTERS.has(patch.operation) && this.#hostFits(patch, host.name);
    });
  }

  #select(config: RouteConfiguration, fits: (patch: FilterPatch) => boolean): readonly Place[] {
    return this.#patches.filter((patch) => fits(patch) && this.#configFits(patch, config)).map(({ place }) => place);
  }

  #configFits({ match }: FilterPatch, config: RouteConfiguration): boolean {
    const wanted = recordOf(fieldOf(match, 'routeConfiguration'));
    if (wanted === undefined) return true;
    const name = matchText(wanted, 'name');
    if (name !== undefined && name !== config.name) return false;
    const servers = this.#serversOf(config.name);
    const port = matchNumber(wanted, 'portNumber');
    if (port !== undefined && port !== 0 && !servers.some((server) => server.port.number === port)) return false;
    const portName = matchText(wanted, 'portName');
    if (portName !== undefined && !servers.some((server) => server.port.name === portName)) return false;
    const gateway = matchText(wanted, 'gateway');
    return (
      gateway === undefined ||
      servers.some((server) => `${server.gateway.namespace}/${server.gateway.name}` === gateway)
    );
  }

  #hostFits({ match }: FilterPatch, name: string): boolean {
    const wanted = matchText(match, 'routeConfiguration', 'vhost', 'name');
    return wanted === undefined || wanted === name;
  }
}

const ACTIONS: Readonly<Record<string, string>> = {
  ROUTE: 'forward',
  REDIRECT: 'redirect',
  DIRECT_RESPONSE: 'directResponse',
};

/** A patch that replaces the action may leave another one than it asks for, so only the name is held against it then. */
function routeFits({ match, operation }: FilterPatch, name: string, action: string | undefined): boolean {
  const wanted = matchText(match, 'routeConfiguration', 'vhost', 'route', 'name');
  if (wanted !== undefined && wanted !== name) return false;
  const kind = ACTIONS[matchText(match, 'routeConfiguration', 'vhost', 'route', 'action') ?? ''];
  return kind === undefined || action === undefined || operation === 'REPLACE' || kind === action;
}
