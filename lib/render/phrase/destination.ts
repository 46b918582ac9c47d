import type { ClusterSpecifier, WeightedCluster } from '../../model/index.ts';
import type { ClusterWords } from './cluster.ts';
import { unsupportedWords } from './raw.ts';
import { share } from './share.ts';

function memberWords(member: WeightedCluster, clusters: ClusterWords): string {
  if (member.clusterHeader !== undefined) return `cluster named by header ${member.clusterHeader}`;
  return clusters.whole(member.name ?? '');
}

/** `grafana.default:80 v1 50% · v2 50%`: the host is said once while only the subset changes. */
function weightedWords(members: readonly WeightedCluster[], clusters: ClusterWords): string {
  // envoy-semantics.md 5: the sum of the weights counts, not total_weight.
  let total = 0;
  for (const member of members) total += member.weight;
  let previous: string | null = null;
  const parts: string[] = [];
  for (const member of members) {
    const base: string | null = member.name === undefined ? null : clusters.base(member.name);
    const same = base !== null && base === previous && member.name !== undefined;
    const name = same ? clusters.subset(member.name) : memberWords(member, clusters);
    parts.push(`${name} ${share(member.weight, total)}`);
    previous = base;
  }
  return parts.length === 0 ? '(no weighted clusters)' : parts.join(' · ');
}

/** Where a request or a connection goes. */
export function destinationWords(cluster: ClusterSpecifier, clusters: ClusterWords): string {
  switch (cluster.kind) {
    case 'cluster':
      return clusters.whole(cluster.name);
    case 'weighted':
      return weightedWords(cluster.clusters, clusters);
    case 'clusterHeader':
      return `cluster named by header ${cluster.header}`;
    case 'plugin':
      return `cluster chosen by plugin ${cluster.name}`;
    case 'unsupported':
      return unsupportedWords(cluster);
  }
}

/** Every cluster name that a specifier can lead to; header and plugin choices have none. */
export function clusterNames(cluster: ClusterSpecifier): readonly string[] {
  if (cluster.kind === 'cluster') return [cluster.name];
  if (cluster.kind !== 'weighted') return [];
  return cluster.clusters.flatMap((member) => (member.name === undefined ? [] : [member.name]));
}
