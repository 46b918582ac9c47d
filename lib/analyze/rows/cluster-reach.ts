/** Which clusters a route or a TCP proxy sends to. */
import type { ClusterSpecifier, Route, RouteConfiguration, VirtualHost } from '../../model/index.ts';
import { parseClusterName } from '../../provenance/index.ts';

/** `names` in order, each once; `unknown` when the request or an extension decides, so that it may be any cluster. */
export interface Reach {
  readonly names: readonly string[];
  readonly mirrors: readonly string[];
  readonly unknown: boolean;
}

const NOWHERE: Reach = { names: [], mirrors: [], unknown: false };
const ANYWHERE: Reach = { names: [], mirrors: [], unknown: true };

export function reachOfSpecifier(specifier: ClusterSpecifier): Reach {
  switch (specifier.kind) {
    case 'cluster':
      return { ...NOWHERE, names: [specifier.name] };
    case 'weighted': {
      const names = specifier.clusters.flatMap(({ name }) => (name === undefined ? [] : [name]));
      const unknown = specifier.clusters.some(({ clusterHeader }) => clusterHeader !== undefined);
      return { names: [...new Set(names)], mirrors: [], unknown };
    }
    case 'clusterHeader':
    case 'plugin':
    case 'unsupported':
      return ANYWHERE;
  }
}

/** Mirrors of the route replace those of its virtual host, which replace those of the configuration. */
export function reachOfRoute(config: RouteConfiguration, host: VirtualHost, { action }: Route): Reach {
  switch (action.kind) {
    case 'forward': {
      const mirrors = (action.mirrors ?? host.mirrors ?? config.mirrors ?? []).map(({ cluster }) => cluster);
      return { ...reachOfSpecifier(action.cluster), mirrors: [...new Set(mirrors)] };
    }
    case 'unsupported':
      return ANYWHERE;
    case 'redirect':
    case 'directResponse':
    case 'nonForwarding':
    case 'none':
      return NOWHERE;
  }
}

/** `NAME.NAMESPACE`, as the tables write a service of the default cluster domain. */
const SHORT_SERVICE = /^[^.:|/\s]+\.[^.:|/\s]+$/;

/** True when `wanted` is the host, or the short form of it that tables print. */
export function serviceFits(host: string, wanted: string): boolean {
  return host === wanted || (SHORT_SERVICE.test(wanted) && host === `${wanted}.svc.cluster.local`);
}

/** True when `wanted` is a cluster's whole name, the host in it, or what tables print for it: `cart.shop:80 v1`. */
export function clusterFits(name: string, wanted: string): boolean {
  if (name === wanted) return true;
  const parts = parseClusterName(name);
  if (parts === null) return false;
  const [, host = wanted, port, subset] = /^([^:|\s]+):(\d+)(?: (\S+))?$/.exec(wanted) ?? [];
  return (
    serviceFits(parts.host, host) &&
    (port === undefined || String(parts.port) === port) &&
    (subset === undefined || parts.subset === subset)
  );
}

/** True when traffic goes or may go to the wanted cluster, as first destination or as mirror. */
export function mayReach({ names, mirrors, unknown }: Reach, wanted: string): boolean {
  return unknown || [...names, ...mirrors].some((name) => clusterFits(name, wanted));
}
