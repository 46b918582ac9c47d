/** envoy.config.route.v3.WeightedCluster. Weight 0 is kept: Envoy keeps the member and never picks it. */
import type { ClusterSpecifier, Unsupported, WeightedCluster } from '../../model/index.ts';
import { flag, ignored, list, message, number, object, text, foldMapValues } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
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
