/** Whose routes the dump holds where: enough to tell which of two ways of generating them it comes from. */
import type { Snapshot } from '../../model/index.ts';
import type { ExpectedVirtualHost } from './expected.ts';

/** `namespace/name` of each route's VirtualService, by route configuration and virtual host. */
export type FoundOwners = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

export function foundOwners({ routeConfigs }: Snapshot): FoundOwners {
  return new Map(
    routeConfigs.map(({ name, virtualHosts }) => [
      name,
      new Map(
        virtualHosts.map((host) => [
          host.name,
          host.routes.map(({ istio }) => {
            const parts = istio?.config?.split('/') ?? [];
            return `${parts[5] ?? ''}/${parts.slice(7).join('/')}`;
          }),
        ]),
      ),
    ]),
  );
}

/** Routes of the virtual hosts that stand where the dump has one of the same owner. */
export function agreement(
  routeConfig: string,
  virtualHosts: readonly ExpectedVirtualHost[],
  found: FoundOwners,
): number {
  const hosts = found.get(routeConfig);
  return virtualHosts.reduce((sum, { name, routes }) => {
    const owners = hosts?.get(name) ?? [];
    return (
      sum +
      routes.filter(({ route: { owner } }, index) => `${owner?.namespace ?? ''}/${owner?.name ?? ''}` === owners[index])
        .length
    );
  }, 0);
}
