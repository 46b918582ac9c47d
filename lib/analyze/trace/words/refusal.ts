/** Why Envoy answers before it looks for a route, in words. */
import type { LevelName, RefusalReason } from '../../../matching/index.ts';

export const REFUSALS: Readonly<Record<RefusalReason, string>> = {
  missing_host: 'the request has no Host header',
  bad_authority: 'the host holds a character that no authority may have',
  bad_method: 'the codec does not know the method',
  bad_path: 'the path holds bytes that the codec refuses, such as a space',
  bad_target: 'the request line is neither a path nor an absolute URL',
  low_version: 'HTTP/1.0 is not accepted',
  https_over_plaintext: 'the request line says https:// on a plain connection',
  path_normalization_failed: 'the path cannot be normalized, or holds what the connection manager rejects',
  absolute_path_rejected: 'the path does not begin with a slash',
  header_with_underscore: 'a header name holds an underscore, which this connection manager rejects',
  path_normalized_redirect: 'the path holds escaped slashes, and the client is sent to the unescaped one',
};

/** What a filter chain is chosen by, level by level. */
export const LEVELS: Readonly<Record<LevelName, string>> = {
  destinationPort: 'destination port',
  prefixRanges: 'destination address',
  serverNames: 'server name (SNI)',
  transportProtocol: 'transport protocol',
  applicationProtocols: 'application protocol (ALPN)',
  directSourcePrefixRanges: 'address of the direct client',
  sourceType: 'kind of source',
  sourcePrefixRanges: 'source address',
  sourcePorts: 'source port',
  chainName: 'name that the filter chain matcher gives',
};
