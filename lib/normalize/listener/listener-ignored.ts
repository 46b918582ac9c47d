/** Fields of envoy.config.listener.v3.Listener that are known and have no bearing on any answer. */
import { ignored } from '../read/index.ts';
import type { FieldReader } from '../read/index.ts';

const NAMES = [
  'stat_prefix',
  'stats_matcher',
  'per_connection_buffer_limit_bytes',
  'per_connection_buffer_high_watermark_timeout',
  'metadata',
  'drain_type',
  'listener_filters_timeout',
  'continue_on_listener_filters_timeout',
  'transparent',
  'freebind',
  'socket_options',
  'tcp_fast_open_queue_length',
  'udp_listener_config',
  'udp_writer_config',
  'connection_balance_config',
  'reuse_port',
  'enable_reuse_port',
  'access_log',
  'tcp_backlog_size',
  'max_connections_to_accept_per_socket_event',
  'enable_mptcp',
  'ignore_global_conn_limit',
  'bypass_overload_manager',
  'tcp_keepalive',
];

/** To be spread into the table of the message. */
export const WITHOUT_BEARING: Readonly<Record<string, FieldReader<unknown>>> = Object.fromEntries(
  NAMES.map((name) => [name, ignored]),
);
