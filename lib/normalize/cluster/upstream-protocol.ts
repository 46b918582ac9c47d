/** How HTTP is spoken upstream: envoy.extensions.upstreams.http.v3.HttpProtocolOptions and the older cluster fields. */
import type { Cluster } from '../../model/index.ts';
import { ignored, member, message, number, object } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { isMessage, readExtension } from './extension.ts';

export type UpstreamProtocol = Cluster['upstreamProtocol'];

interface Draft {
  protocol: UpstreamProtocol;
  maxRequestsPerConnection?: number;
}

/** An empty explicit_http_config is HTTP/1.1 (source/extensions/upstreams/http/config.cc). */
function explicitProtocol(raw: unknown): UpstreamProtocol {
  if (member(raw, 'http3_protocol_options', 'http3ProtocolOptions') !== undefined) return 'http3';
  return member(raw, 'http2_protocol_options', 'http2ProtocolOptions') === undefined ? 'http1' : 'http2';
}

const HTTP_PROTOCOL_OPTIONS = message<Draft>('envoy.extensions.upstreams.http.v3.HttpProtocolOptions', {
  explicit_http_config: (draft, value) => {
    draft.protocol = explicitProtocol(value);
  },
  use_downstream_protocol_config: (draft) => {
    draft.protocol = 'downstream';
  },
  auto_config: (draft) => {
    draft.protocol = 'auto';
  },
  common_http_protocol_options: (draft, value) => {
    const most = maxRequestsOf(value);
    if (most !== undefined) draft.maxRequestsPerConnection = most;
  },
  upstream_http_protocol_options: ignored,
  http_filters: ignored,
  header_validation_config: ignored,
  outlier_detection: ignored,
  request_mirror_policies: ignored,
  hash_policy: ignored,
  retry_policy: ignored,
});

/** HttpProtocolOptions.max_requests_per_connection of envoy.config.core.v3; undefined when it is not set. */
export function maxRequestsOf(commonOptions: unknown): number | undefined {
  const most = member(commonOptions, 'max_requests_per_connection', 'maxRequestsPerConnection');
  return most === undefined ? undefined : number(most);
}

/** The entry of typed_extension_protocol_options that speaks of HTTP; undefined when there is none. */
export function readProtocolOptions(value: unknown, reading: Reading): Draft | undefined {
  // A map by extension name: its keys are never folded.
  for (const raw of Object.values(object(value) ?? {})) {
    const extension = readExtension(raw);
    if (isMessage(extension, 'HttpProtocolOptions')) {
      return HTTP_PROTOCOL_OPTIONS({ protocol: null }, extension.value, reading);
    }
  }
  return undefined;
}
