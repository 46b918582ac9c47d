/** What clusters and listeners tell of the control plane that wrote them. */
import type { Cluster, Listener } from '../../model/index.ts';
import type { ConfigReader } from '../config-facts.ts';
import type { BoundsBuilder } from './bounds.ts';
import { learnFromConfig } from './config-signals.ts';

/** Source: reference/istio-provenance.md 1.3, 5.1, 11. */
export function learnFromCluster(cluster: Cluster, configs: ConfigReader, bounds: BoundsBuilder): void {
  const { name, istio, altStatName = '', otherMetadata = [] } = cluster;
  if (istio?.config !== undefined) learnFromConfig(configs.of(istio.config), bounds);
  if (istio?.services !== undefined) bounds.atLeast(8, 'clusters list their services');
  const other = istio?.other ?? {};
  if (Object.hasOwn(other, 'default_original_port')) {
    bounds.atLeast(8, 'clusters say default_original_port');
    bounds.atMost(17, 'clusters say default_original_port');
  }
  if (Object.hasOwn(other, 'alpn_override') || Object.hasOwn(other, 'external')) {
    bounds.atLeast(19, 'clusters say external or alpn_override');
  }
  if (Object.hasOwn(other, 'disable_mx')) bounds.atLeast(26, 'clusters say disable_mx');
  if (otherMetadata.includes('istio.peer_metadata')) bounds.atLeast(29, 'clusters say disable_baggage_discovery');
  if (altStatName.endsWith(';')) bounds.atLeast(23, 'stat names end in a semicolon');
  if (name === 'InboundPassthroughCluster') bounds.atLeast(23, `cluster ${name} stands for both IP families`);
  if (name === 'InboundPassthroughClusterIpv4') bounds.atMost(22, `cluster ${name} stands for one IP family`);
  if (name === 'AllowAnyDynamicDNSCluster') bounds.atLeast(31, `there is a cluster ${name}`);
}

/** Prefixes of extension filter names; the first is Istio's own spelling (reference 1.5). */
const EXTENSIONS = [
  { prefix: 'extenstions.istio.io/wasmplugin/', least: null, most: 25 },
  { prefix: 'extensions.istio.io/wasmplugin/', least: 26, most: 29 },
  { prefix: 'extensions.istio.io/trafficextension/', least: 30, most: null },
] as const;

export function learnFromListener({ filterChains }: Listener, bounds: BoundsBuilder): void {
  for (const { target } of filterChains) {
    if (target.kind !== 'http') continue;
    if (target.statPrefix.endsWith(';')) bounds.atLeast(23, 'stat names end in a semicolon');
    for (const { name } of target.httpFilters) {
      for (const { prefix, least, most } of EXTENSIONS) {
        if (!name.startsWith(prefix)) continue;
        if (least !== null) bounds.atLeast(least, `filters are called ${prefix}…`);
        if (most !== null) bounds.atMost(most, `filters are called ${prefix}…`);
      }
    }
  }
}
