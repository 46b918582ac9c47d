/** Fields of envoy.config.cluster.v3.Cluster that are known and have no bearing on any answer. */
import { ignored } from '../read/index.ts';
import type { FieldReader } from '../read/index.ts';

const NAMES = [
  'stats_matcher',
  'per_connection_buffer_limit_bytes',
  'per_connection_buffer_high_watermark_timeout',
  'health_checks',
  'upstream_http_protocol_options',
  'http_protocol_options',
  'dns_refresh_rate',
  'dns_jitter',
  'dns_failure_refresh_rate',
  'respect_dns_ttl',
  'dns_lookup_family',
  'dns_resolvers',
  'use_tcp_for_dns_lookups',
  'dns_resolution_config',
  'typed_dns_resolver_config',
  'wait_for_warm_on_init',
  'cleanup_interval',
  'upstream_bind_config',
  'ring_hash_lb_config',
  'maglev_lb_config',
  'original_dst_lb_config',
  'least_request_lb_config',
  'round_robin_lb_config',
  'upstream_connection_options',
  'close_connections_on_host_health_failure',
  'drain_connections_on_host_removal',
  'ignore_health_on_host_removal',
  'filters',
  'lrs_server',
  'lrs_report_endpoint_metrics',
  'track_timeout_budgets',
  'upstream_config',
  'track_cluster_stats',
  'preconnect_policy',
  'prefetch_policy',
  'connection_pool_per_downstream_connection',
  'queuing_policies',
  'extension_protocol_options',
  'hidden_envoy_deprecated_extension_protocol_options',
];

/** To be spread into the table of the message. */
export const WITHOUT_BEARING: Readonly<Record<string, FieldReader<unknown>>> = Object.fromEntries(
  NAMES.map((name) => [name, ignored]),
);
