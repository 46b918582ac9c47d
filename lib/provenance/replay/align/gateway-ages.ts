/** Whether the ages of the Gateways behind a virtual host tell in which order their routes stand. */
import { areAgesKnown } from '../creation-order.ts';
import type { ReplayGateway, ReplayServer } from '../effective.ts';
import type { ExpectedVirtualHost, PlacedRoute } from '../expected.ts';

const NONE: readonly never[] = [];

/** A VirtualService bound to two Gateways of one host brings its routes twice, the older Gateway's first (reference 3.5). */
export class GatewayAges {
  readonly areKnown: boolean;
  readonly #routes: readonly PlacedRoute[];

  constructor({ servers, routes }: ExpectedVirtualHost) {
    const [first, ...others] = servers;
    const known = (a: ReplayGateway, b: ReplayGateway): boolean => a === b || areAgesKnown(a, b);
    this.areKnown =
      first === undefined ||
      others.every(({ gateway }) => gateway === first.gateway) ||
      servers.every((a) => servers.every((b) => known(a.gateway, b.gateway)));
    this.#routes = routes;
  }

  /** Servers through which the same route came as well, of Gateways that may be older or younger. */
  othersOf({ route, servers }: PlacedRoute): readonly ReplayServer[] {
    if (this.areKnown) return NONE;
    const { resource, path, via } = route.origin;
    const alike = this.#routes.filter(({ route: other }) => {
      const { origin } = other;
      return other !== route && origin.resource === resource && origin.path === path && origin.via?.path === via?.path;
    });
    return alike
      .flatMap((placed) => placed.servers)
      .filter((server) =>
        servers.some(({ gateway }) => gateway !== server.gateway && !areAgesKnown(gateway, server.gateway)),
      );
  }
}

export function throughWords(servers: readonly ReplayServer[]): string {
  const names = servers.map(({ gateway: { source }, path }) => {
    return `${path} of ${source.ref.kind} ${source.ref.namespace}/${source.ref.name}`;
  });
  return `it came through ${[...new Set(names)].sort().join(' or ')}: without their creationTimestamp it cannot be told which of them is older`;
}
