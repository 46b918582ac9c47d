/** What a person asks `whyroute listeners` to leave out, chain by chain. */
import type { FilterChain, Listener, RouteConfiguration } from '../../model/index.ts';
import {
  asciiLower,
  declaredPortOfConfig,
  declaredPortOfHost,
  domainMatches,
  mayReach,
  reachOfRoute,
  reachOfSpecifier,
} from '../rows/index.ts';
import type { View } from '../rows/index.ts';
import type { Filters } from './filters.ts';
import { sourceTest } from './source-filter.ts';

/** Route configurations that a chain may use, as entities. */
export type ConfigsOfChain = (chain: FilterChain) => readonly RouteConfiguration[];

function declares(config: RouteConfiguration, port: number): boolean {
  if (declaredPortOfConfig(config) === port) return true;
  return config.virtualHosts.some((host) => declaredPortOfHost(host) === port);
}

function takesServerName({ match }: FilterChain, host: string): boolean {
  const names = match.serverNames ?? [];
  const wanted = asciiLower(host);
  if (host.includes('*')) return names.some((name) => asciiLower(name) === wanted);
  return names.length === 0 || names.some((name) => domainMatches(name, wanted));
}

function mayLeadTo(chain: FilterChain, configs: readonly RouteConfiguration[], cluster: string): boolean {
  if (chain.target.kind === 'other') return false;
  if (chain.target.kind === 'tcp') {
    return chain.target.sniCluster === true || mayReach(reachOfSpecifier(chain.target.cluster), cluster);
  }
  return configs.some((config) =>
    config.virtualHosts.some((host) =>
      host.routes.some((route) => mayReach(reachOfRoute(config, host, route), cluster)),
    ),
  );
}

/** The chains of a listener that stay; null when the listener goes. One without chains may stay with none. */
export type ListenerTest = (listener: Listener) => readonly FilterChain[] | null;

/** @throws KnownError (usage) when `source` is no `[KIND/]NAMESPACE/NAME`. */
export function listenerTest(view: View, filters: Filters, configsOf: ConfigsOfChain): ListenerTest {
  const { host, cluster, port, routeConfig } = filters;
  const fits = sourceTest(filters);
  const onPort = (listener: Listener): boolean =>
    port === undefined ||
    listener.port === port ||
    listener.filterChains.some((chain) => configsOf(chain).some((config) => declares(config, port)));
  const stays = (chain: FilterChain): boolean =>
    (host === undefined || takesServerName(chain, host)) &&
    (routeConfig === undefined || configsOf(chain).some(({ label }) => label === routeConfig)) &&
    (cluster === undefined || mayLeadTo(chain, configsOf(chain), cluster));
  return (listener) => {
    if (!onPort(listener)) return null;
    const chains = listener.filterChains.filter(stays);
    if (chains.length === 0 && !(host === undefined && cluster === undefined && routeConfig === undefined)) return null;
    if (fits === null) return chains;
    const sourced = chains.filter(({ id }) => fits(view.sourceOf(id)));
    if (sourced.length > 0) return sourced;
    // A listener that fits by itself stays whole: without its chains it would look as if it had none.
    return fits(view.sourceOf(listener.id)) ? chains : null;
  };
}
