/** envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext. */
import type { UpstreamTls } from '../../model/index.ts';
import { ignored, message, text } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { readCommonTls } from './common-tls.ts';

type Draft = { -readonly [Key in keyof UpstreamTls]: UpstreamTls[Key] };

const UPSTREAM = message<Draft>('envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext', {
  common_tls_context: (draft, value, reading) => {
    const common = readCommonTls(value, reading);
    draft.secrets = common.secrets;
    draft.validation = common.validation;
    draft.verifiesPeer = common.verifiesPeer;
    if (common.subjectAltNames.length > 0) draft.subjectAltNames = common.subjectAltNames;
    if (common.alpn.length > 0) draft.alpn = common.alpn;
  },
  sni: (draft, value) => {
    if (text(value) !== '') draft.sni = text(value);
  },
  auto_host_sni: ignored,
  auto_sni_san_validation: ignored,
  allow_renegotiation: ignored,
  max_session_keys: ignored,
  enforce_rsa_key_usage: ignored,
});

export function readUpstreamTls(raw: unknown, reading: Reading): UpstreamTls {
  return UPSTREAM({ secrets: [], validation: [], verifiesPeer: false }, raw, reading);
}
