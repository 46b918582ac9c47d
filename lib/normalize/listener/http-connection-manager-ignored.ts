/** Fields of HttpConnectionManager that are known and have no bearing on any answer. */
import { ignored } from '../read/index.ts';
import type { FieldReader } from '../read/index.ts';

const NAMES = [
  'tracing',
  'http1_safe_max_connection_duration',
  'http2_protocol_options',
  'http3_protocol_options',
  'server_header_transformation',
  'max_request_headers_kb',
  'stream_idle_timeout',
  'stream_flush_timeout',
  'request_timeout',
  'request_headers_timeout',
  'drain_timeout',
  'drain_timeout_jitter',
  'delayed_close_timeout',
  'idle_timeout',
  'hidden_envoy_deprecated_idle_timeout',
  'access_log',
  'access_log_flush_interval',
  'flush_access_log_on_new_request',
  'access_log_options',
  // Which peers count as internal depends on the client's address, which no input holds.
  'internal_address_config',
  'skip_xff_append',
  'generate_request_id',
  'preserve_external_request_id',
  'always_set_request_id_in_response',
  'set_current_client_cert_details',
  'forward_client_cert_matcher',
  'proxy_100_continue',
  'represent_ipv4_remote_address_as_ipv4_mapped_ipv6',
  'request_id_extension',
  'stream_error_on_invalid_http_message',
  'proxy_status_config',
  'append_local_overload',
  'add_proxy_protocol_connection_state',
  'record_route_resolution_stats',
];

/** To be spread into the table of the message. */
export const WITHOUT_BEARING: Readonly<Record<string, FieldReader<unknown>>> = Object.fromEntries(
  NAMES.map((name) => [name, ignored]),
);
