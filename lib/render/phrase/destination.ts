import type { ClusterSpecifier, WeightedCluster } from '../../model/index.ts';
import type { ClusterWords } from './cluster.ts';
import { addLiteralHost } from './cluster.ts';
import { unsupportedWords } from './raw.ts';
import { share } from './share.ts';

/** `grafana.default:80 v1 50% · v2 50%`: the host is said once while only the subset changes. */
function weightedWords(members: readonly WeightedCluster[], clusters: ClusterWords): string {
  // envoy-semantics.md 5: the sum of the weights counts, not total_weight.
  let total = 0;
  for (let at = 0; at < members.length; at++) total += (members[at] as WeightedCluster).weight;
  let previous: string | null = null;
  let words = '';
  for (let at = 0; at < members.length; at++) {
    const member = members[at] as WeightedCluster;
    const { base, subset, whole } = clusters.spell(member.name ?? '');
    const name = base !== null && base === previous ? subset : whole;
    const who = member.clusterHeader === undefined ? name : `cluster named by header ${member.clusterHeader}`;
    words += `${words === '' ? '' : ' · '}${who} ${share(member.weight, total)}`;
    previous = base;
  }
  return words === '' ? '(no weighted clusters)' : words;
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

/** Notes the literal hosts of every cluster that a specifier can lead to; header and plugin choices name none. */
export function addLiteralHosts(cluster: ClusterSpecifier, hosts: Set<string>): void {
  if (cluster.kind === 'cluster') addLiteralHost(cluster.name, hosts);
  if (cluster.kind !== 'weighted') return;
  const { clusters } = cluster;
  for (let at = 0; at < clusters.length; at++) {
    const { name } = clusters[at] as WeightedCluster;
    if (name !== undefined) addLiteralHost(name, hosts);
  }
}
