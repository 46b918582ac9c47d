/** The outbound clusters of CDS (Istio core/cluster.go, cluster_builder.go; reference 5.1, 5.2). */
import type { Place } from '../effective.ts';
import type { ExpectedClusterEntry } from '../expected.ts';
import type { GenerationProfile } from '../profile.ts';
import { isServiceVisible, type RegistryService, type ServiceRegistry } from '../services.ts';
import type { DestinationRuleIndex, MergedRules } from './destination-rule-index.ts';

/** One entry a service, port and subset; several entries of one name when several objects claim a host. */
export function expectedClusters(
  registry: ServiceRegistry,
  rules: DestinationRuleIndex,
  proxyNamespace: string,
  profile: GenerationProfile,
): readonly ExpectedClusterEntry[] {
  return registry.all.flatMap((service) => {
    if (!isServiceVisible(service, proxyNamespace)) return [];
    // An alias has no cluster of its own; before, an ExternalName was a DNS cluster.
    if (profile.externalNameAlias && service.externalName !== undefined) return [];
    const merged = rules.lookUp(service);
    return service.ports
      .filter(({ protocol }) => protocol !== 'UDP')
      .flatMap(({ number }) => [
        entryOf(service, number, '', merged),
        ...subsetNames(merged).map((subset) => entryOf(service, number, subset, merged)),
      ]);
  });
}

function subsetNames(merged: MergedRules | undefined): readonly string[] {
  return [...new Set((merged ?? []).flatMap(({ spec }) => spec.subsets.map(({ name }) => name)))];
}

function entryOf(
  service: RegistryService,
  port: number,
  subset: string,
  merged: MergedRules | undefined,
): ExpectedClusterEntry {
  const places = subset === '' ? [] : subsetPlaces(merged ?? [], subset);
  return {
    name: `outbound|${String(port)}|${subset}|${service.host}`,
    host: service.host,
    port,
    subset,
    service: service.resource,
    destinationRule: merged?.[0].resource ?? null,
    subsetOrigin: places[0] ?? null,
    rules: merged?.map(({ resource }) => resource) ?? [],
    subsetPlaces: places,
  };
}

function subsetPlaces(rules: readonly MergedRules[number][], subset: string): readonly Place[] {
  return rules.flatMap(({ resource, spec }) => {
    const index = spec.subsets.findIndex(({ name }) => name === subset);
    return index === -1 ? [] : [{ resource, path: `spec.subsets[${String(index)}]` }];
  });
}
