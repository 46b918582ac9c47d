/** envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext. */
import type { DownstreamTls } from '../../model/index.ts';
import { readCommonTls } from '../cluster/index.ts';
import { flag, ignored, message } from '../read/index.ts';
import type { Reading } from '../read/index.ts';

type Draft = { -readonly [Key in keyof DownstreamTls]: DownstreamTls[Key] };

const DOWNSTREAM = message<Draft>('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
  common_tls_context: (draft, value, reading) => {
    const common = readCommonTls(value, reading);
    draft.secrets = common.secrets;
    draft.validation = common.validation;
    if (common.alpn.length > 0) draft.alpn = common.alpn;
    if (common.minVersion !== undefined) draft.minVersion = common.minVersion;
    if (common.maxVersion !== undefined) draft.maxVersion = common.maxVersion;
    if (common.inlineCertificates > 0) draft.inlineCertificates = common.inlineCertificates;
  },
  require_client_certificate: (draft, value) => {
    draft.requireClientCertificate = flag(value);
  },
  require_sni: ignored,
  session_ticket_keys: ignored,
  session_ticket_keys_sds_secret_config: ignored,
  disable_stateless_session_resumption: ignored,
  disable_stateful_session_resumption: ignored,
  session_timeout: ignored,
  ocsp_staple_policy: ignored,
  full_scan_certs_on_sni_mismatch: ignored,
  prefer_client_ciphers: ignored,
});

/** `requireClientCertificate` is null where the context does not say (Envoy then asks for none). */
export function readDownstreamTls(raw: unknown, reading: Reading): DownstreamTls {
  return DOWNSTREAM({ secrets: [], validation: [], requireClientCertificate: null }, raw, reading);
}
