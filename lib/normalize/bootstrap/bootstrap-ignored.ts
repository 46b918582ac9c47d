/** Fields of envoy.config.bootstrap.v3.Bootstrap that are known and have no bearing on any answer. */
import { ignored } from '../read/index.ts';
import type { FieldReader } from '../read/index.ts';

const NAMES = [
  'node_context_params',
  'static_resources',
  'dynamic_resources',
  'cluster_manager',
  'hds_config',
  'flags_path',
  'stats_sinks',
  'deferred_stat_options',
  'stats_config',
  'stats_flush_interval',
  'stats_flush_on_admin',
  'stats_eviction_interval',
  'watchdog',
  'watchdogs',
  'tracing',
  'admin',
  'overload_manager',
  'enable_dispatcher_stats',
  'header_prefix',
  'stats_server_version_override',
  'use_tcp_for_dns_lookups',
  'dns_resolution_config',
  'typed_dns_resolver_config',
  'bootstrap_extensions',
  'fatal_actions',
  'config_sources',
  'default_config_source',
  'default_socket_interface',
  'certificate_provider_instances',
  'inline_headers',
  'perf_tracing_file_path',
  'default_regex_engine',
  'xds_delegate_extension',
  'xds_config_tracker_extension',
  'listener_manager',
  'application_log_config',
  'grpc_async_client_manager_config',
  'memory_allocator_manager',
  'enable_worker_cpu_affinity',
];

/** To be spread into the table of the message. */
export const WITHOUT_BEARING: Readonly<Record<string, FieldReader<unknown>>> = Object.fromEntries(
  NAMES.map((name) => [name, ignored]),
);
