/** envoy.config.route.v3.WeightedCluster. Weight 0 is kept: Envoy keeps the member and never picks it. */
import { KnownKeys } from '../../base/json/index.ts';
import type { JsonCursor, Members } from '../../base/json/index.ts';
import type { ClusterSpecifier, Unsupported, WeightedCluster } from '../../model/index.ts';
import { flag, ignored, list, message, number, object, spellings, text, foldMapValues } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { KEY_TABLE } from '../key-tables.ts';
import { HEADER_MUTATION_FIELDS } from './header-mutations.ts';

type MemberDraft = { -readonly [Key in keyof WeightedCluster]: WeightedCluster[Key] } & { strange?: Unsupported };

const MEMBER = message<MemberDraft>(
  'envoy.config.route.v3.WeightedCluster.ClusterWeight',
  {
    ...HEADER_MUTATION_FIELDS,
    name: (draft, value) => {
      draft.name = text(value);
    },
    cluster_header: (draft, value) => {
      if (text(value) !== '') draft.clusterHeader = text(value);
    },
    weight: (draft, value) => {
      draft.weight = number(value);
    },
    host_rewrite_literal: (draft, value) => {
      draft.hostRewrite = text(value);
    },
    typed_per_filter_config: (draft, value) => {
      const config = object(value);
      if (config !== undefined) draft.perFilterConfig = foldMapValues(config);
    },
    metadata_match: ignored,
    per_filter_config: ignored,
  },
  (draft, unsupported) => {
    draft.strange ??= unsupported;
  },
);

interface Draft {
  clusters: WeightedCluster[];
  runtimeKeyPrefix?: string;
  randomValueHeader?: string;
  useHashPolicy?: boolean;
  unsupported?: Unsupported[];
}

const WEIGHTED = message<Draft>(
  'envoy.config.route.v3.WeightedCluster',
  {
    clusters: (draft, value, reading) => {
      draft.clusters = list(value).map((raw) => {
        const { strange, ...member } = MEMBER({ weight: 0 }, raw, reading);
        if (strange !== undefined) (draft.unsupported ??= []).push(strange);
        return member;
      });
    },
    runtime_key_prefix: (draft, value) => {
      if (text(value) !== '') draft.runtimeKeyPrefix = text(value);
    },
    header_name: (draft, value) => {
      draft.randomValueHeader = text(value);
    },
    use_hash_policy: (draft, value) => {
      if (flag(value)) draft.useHashPolicy = true;
    },
    // Deprecated and ignored by Envoy: the sum of the weights counts (reference/envoy-semantics.md 5).
    total_weight: ignored,
  },
  (draft, unsupported) => {
    (draft.unsupported ??= []).push(unsupported);
  },
);

export function readWeightedClusters(raw: unknown, reading: Reading): ClusterSpecifier {
  return { kind: 'weighted', ...WEIGHTED({ clusters: [] }, raw, reading) };
}

const WEIGHTS = new KnownKeys(KEY_TABLE.weightedClusters, '', [
  { name: 'clusters', use: 'value', meaning: 'clusters' },
  ...spellings('total_weight').map((name) => ({ name, use: 'integer', meaning: 'total' }) as const),
]);

const CLUSTER = new KnownKeys(KEY_TABLE.clusterWeight, '', [
  { name: 'name', use: 'text', meaning: 'name' },
  { name: 'weight', use: 'integer', meaning: 'weight' },
]);

/** Clusters with a name and a weight, which is what nearly all of them have; null for any other. */
function namedWeight(members: Members<string>): WeightedCluster | null {
  let name: string | null = null;
  let weight = 0;
  for (let at = 0; at < members.count; at++) {
    if (members.meaning(at) === 'name') name = members.text(at);
    else weight = members.integer(at);
  }
  return name === null || weight === -1 ? null : { weight, name };
}

/** The clusters of the array consumed last; null when one of them is out of the ordinary. */
function namedWeights(cursor: JsonCursor): WeightedCluster[] | null {
  const clusters: (WeightedCluster | null)[] = [];
  const areWalked = cursor.inside.items(CLUSTER, (item) => clusters.push(namedWeight(item)));
  return areWalked && clusters.every((cluster) => cluster !== null) ? clusters : null;
}

/** From the value consumed last; null, and it still is that, when there is more in it than names and weights. */
export function readWeightsInside(cursor: JsonCursor): ClusterSpecifier | null {
  const members = cursor.inside.members(WEIGHTS);
  if (members === null) return null;
  const all = cursor.inside.taken();
  let clusters: WeightedCluster[] | null = null;
  let isOrdinary = true;
  for (let at = 0; at < members.count; at++) {
    if (members.meaning(at) === 'total') isOrdinary &&= members.integer(at) !== -1;
    else {
      cursor.inside.take(members, at);
      clusters = namedWeights(cursor);
    }
  }
  cursor.inside.retake(all);
  return isOrdinary && clusters !== null ? { kind: 'weighted', clusters } : null;
}
