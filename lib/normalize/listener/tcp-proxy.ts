/** envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy. */
import type { ClusterSpecifier, TcpProxy } from '../../model/index.ts';
import { ignored, message, text, unsupported as unsupportedField } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { readWeightedClusters } from '../route/index.ts';

interface Draft {
  statPrefix: string;
  cluster?: ClusterSpecifier;
}

const TCP_PROXY = message<Draft>(
  'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
  {
    stat_prefix: (draft, value) => {
      draft.statPrefix = text(value);
    },
    cluster: (draft, value) => {
      draft.cluster = { kind: 'cluster', name: text(value) };
    },
    weighted_clusters: (draft, value, reading) => {
      draft.cluster = readWeightedClusters(value, reading);
    },
    on_demand: ignored,
    metadata_match: ignored,
    idle_timeout: ignored,
    downstream_idle_timeout: ignored,
    upstream_idle_timeout: ignored,
    access_log: ignored,
    max_connect_attempts: ignored,
    backoff_options: ignored,
    hash_policy: ignored,
    tunneling_config: ignored,
    max_downstream_connection_duration: ignored,
    max_downstream_connection_duration_jitter_percentage: ignored,
    access_log_flush_interval: ignored,
    flush_access_log_on_connected: ignored,
    access_log_options: ignored,
    proxy_protocol_tlvs: ignored,
    proxy_protocol_tlv_merge_policy: ignored,
    upstream_connect_mode: ignored,
    max_early_data_bytes: ignored,
    check_drain_close: ignored,
  },
  (draft, unsupported) => {
    // The cluster_specifier oneof may have an arm that this version does not know; a known one overwrites this.
    if (typeof unsupported.raw === 'object') draft.cluster ??= unsupported;
  },
);

/** A dump without a cluster specifier is damaged: the target is then unsupported, never "no cluster". */
export function readTcpProxy(raw: unknown, sniCluster: boolean, reading: Reading): TcpProxy {
  const { statPrefix, cluster } = TCP_PROXY({ statPrefix: '' }, raw, reading);
  return {
    kind: 'tcp',
    statPrefix,
    cluster: cluster ?? unsupportedField('cluster_specifier', null),
    ...(sniCluster ? { sniCluster } : {}),
  };
}
