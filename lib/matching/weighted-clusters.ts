/** Which clusters a forward action may take (Envoy source/common/router/weighted_cluster_specifier.cc). */
import { RecentMap } from '../base/recent-map.ts';
import type { ClusterSpecifier, WeightedCluster } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import { asciiLower, toBytes } from './bytes.ts';
import type { MatchGap } from './match-gap.ts';
import { isWritten } from './visible-headers.ts';

/** A share of a route's traffic. A single cluster has weight 100, as Istio writes it. */
export interface ClusterShare {
  readonly name: string;
  readonly weight: number;
}

/** The shares, and what of them cannot be told. No share and no gap: cluster_header found no name (503 NC). */
export interface ClusterShares {
  readonly shares: readonly ClusterShare[];
  readonly gaps: readonly MatchGap[];
}

/** Shares that no request changes: a batch asks for the same ones again and again. */
const settled = new RecentMap<ClusterSpecifier, ClusterShares>();

/** The clusters of a specifier for this request; for TCP, `request` is null and header lookups are gaps. */
export function clusterShares(specifier: ClusterSpecifier, request: AdmittedRequest | null): ClusterShares {
  const known = settled.get(specifier);
  if (known !== undefined) return known;
  const shares = sharesFor(specifier, request);
  if (isSettled(specifier)) settled.set(specifier, shares);
  return shares;
}

function isSettled(specifier: ClusterSpecifier): boolean {
  if (specifier.kind === 'weighted') return specifier.clusters.every(({ name }) => name !== undefined);
  return specifier.kind === 'cluster';
}

function sharesFor(specifier: ClusterSpecifier, request: AdmittedRequest | null): ClusterShares {
  switch (specifier.kind) {
    case 'cluster':
      return { shares: [{ name: specifier.name, weight: 100 }], gaps: [] };
    case 'weighted': {
      const strange: readonly MatchGap[] = specifier.unsupported ?? [];
      const members = specifier.clusters.map((member) => memberShare(member, request));
      return {
        shares: members.flatMap(({ shares }) => shares),
        gaps: [...strange, ...members.flatMap(({ gaps }) => gaps)],
      };
    }
    case 'clusterHeader':
      return named(specifier.header, 100, request);
    case 'plugin':
      return { shares: [], gaps: [{ kind: 'unsupported', field: 'cluster_specifier_plugin', raw: specifier.name }] };
    case 'unsupported':
      return { shares: [], gaps: [{ kind: 'unsupported', field: specifier.field, raw: specifier.raw }] };
  }
}

function memberShare(member: WeightedCluster, request: AdmittedRequest | null): ClusterShares {
  if (member.name !== undefined) return { shares: [{ name: member.name, weight: member.weight }], gaps: [] };
  return named(member.clusterHeader ?? '', member.weight, request);
}

/** cluster_header: the first value of the header names the cluster. */
function named(header: string, weight: number, request: AdmittedRequest | null): ClusterShares {
  if (request === null) return { shares: [], gaps: [{ kind: 'unsupported', field: 'cluster_header', raw: header }] };
  const values = request.headers.get(asciiLower(toBytes(header)));
  if (isWritten(values)) return { shares: [], gaps: [values.gap] };
  const [name] = values;
  return { shares: name === undefined || name === '' ? [] : [{ name, weight }], gaps: [] };
}

/**
 * The one cluster that a random number takes: `number % total` falls into the first interval that holds it. Null when
 * the weights sum to zero, which Envoy refuses to load.
 */
export function drawCluster(shares: readonly ClusterShare[], random: bigint): ClusterShare | null {
  const total = shares.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  if (total === 0n) return null;
  let rest = random % total;
  for (const share of shares) {
    rest -= BigInt(share.weight);
    if (rest < 0n) return share;
  }
  return null;
}
