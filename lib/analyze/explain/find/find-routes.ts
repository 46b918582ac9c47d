/** `CONFIG/VHOST/INDEX`, `CONFIG/VHOST` and `CONFIG`, where any name may itself hold slashes. */
import type { RouteConfiguration, Snapshot, VirtualHost } from '../../../model/index.ts';
import type { Target } from '../scene.ts';

interface Reading {
  /** How much of the text the names account for: the more the better. */
  readonly length: readonly [config: number, host: number];
  readonly target: Target;
}

function readHost(config: RouteConfiguration, host: VirtualHost, rest: string, name: string): Reading[] {
  const length = [config.label.length, name.length] as const;
  if (rest === name) return [{ length, target: { kind: 'virtualHost', config, host } }];
  if (!rest.startsWith(`${name}/`)) return [];
  const index = rest.slice(name.length + 1);
  const route = /^\d+$/.test(index) ? host.routes[Number(index)] : undefined;
  return route === undefined ? [] : [{ length, target: { kind: 'route', config, host, route } }];
}

function readConfig(config: RouteConfiguration, text: string): Reading[] {
  if (text === config.label) return [{ length: [config.label.length, 0], target: { kind: 'routeConfig', config } }];
  if (!text.startsWith(`${config.label}/`)) return [];
  const rest = text.slice(config.label.length + 1);
  const named = config.virtualHosts.flatMap((host) => readHost(config, host, rest, host.name));
  if (named.length > 0) return named;
  // A person may know the domain only: several hosts may share one virtual host, which has one name.
  return config.virtualHosts.flatMap((host) => host.domains.flatMap((domain) => readHost(config, host, rest, domain)));
}

/** What the text names, by the longest names that fit; several when configurations or virtual hosts share a name. */
export function findRoutes({ routeConfigs }: Snapshot, text: string): readonly Target[] {
  const readings = routeConfigs.flatMap((config) => readConfig(config, text));
  const config = Math.max(...readings.map(({ length }) => length[0]));
  const longest = readings.filter(({ length }) => length[0] === config);
  const host = Math.max(...longest.map(({ length }) => length[1]));
  return longest.filter(({ length }) => length[1] === host).map(({ target }) => target);
}
