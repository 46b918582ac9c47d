/** What a person asks `whyroute clusters` to leave out. */
import type { ClusterRow, Source } from '../../model/index.ts';
import { asciiLower, clusterFits, serviceFits } from '../rows/index.ts';
import type { Filters } from './filters.ts';
import { sourceTest } from './source-filter.ts';

function hasHost({ parts, istio }: ClusterRow, host: string): boolean {
  const wanted = asciiLower(host);
  if (parts !== null && serviceFits(asciiLower(parts.host), wanted)) return true;
  return (istio?.services ?? []).some((service) => serviceFits(asciiLower(service.host), wanted));
}

/**
 * One test of all filters.
 *
 * @throws KnownError (usage) when `source` is no `[KIND/]NAMESPACE/NAME`.
 */
export function clusterTest(filters: Filters): (row: ClusterRow) => boolean {
  const { host, cluster, port, unattributed = false } = filters;
  const fits = sourceTest(filters);
  // The rule that a cluster carries did not make it, so it has no say in whether the cluster is explained.
  const fitsRule = (rule: Source | null): boolean => rule !== null && !unattributed && fits?.(rule) === true;
  return (row) =>
    (host === undefined || hasHost(row, host)) &&
    (cluster === undefined || clusterFits(row.name, cluster)) &&
    (port === undefined || row.parts?.port === port) &&
    (fits === null || fits(row.source) || fitsRule(row.destinationRule));
}
