/** envoy…tls.v3.CommonTlsContext: which secrets serve and verify. Keys are only counted. */
import { addFields, without } from '../../base/index.ts';
import { enumName, ignored, list, member, message, text, texts } from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';
import { readValidationContext } from './certificate-validation.ts';
import type { ValidationDraft } from './certificate-validation.ts';

/** What both directions have in common; `inlineCertificates` counts the certificates written into the context. */
export interface CommonTls {
  readonly secrets: readonly string[];
  readonly validation: readonly string[];
  readonly alpn: readonly string[];
  readonly minVersion?: string;
  readonly maxVersion?: string;
  readonly inlineCertificates: number;
  readonly subjectAltNames: readonly string[];
  /** True when there is something to verify the peer's certificate against and a failure is not waved through. */
  readonly verifiesPeer: boolean;
}

interface Draft extends ValidationDraft {
  secrets: string[];
  validation: string[];
  alpn: string[];
  minVersion?: string;
  maxVersion?: string;
  inlineCertificates: number;
}

/** TlsParameters.TlsProtocol by number. */
const VERSIONS = ['TLS_AUTO', 'TLSv1_0', 'TLSv1_1', 'TLSv1_2', 'TLSv1_3'];

const validationSecret: FieldReader<Draft> = (draft, value) => {
  draft.validation.push(text(member(value, 'name')));
  draft.anchored = true;
};

const anchor: FieldReader<Draft> = (draft) => {
  draft.anchored = true;
};

const COMBINED = message<Draft>(
  'envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext',
  {
    default_validation_context: readValidationContext,
    validation_context_sds_secret_config: validationSecret,
    validation_context_certificate_provider: anchor,
    validation_context_certificate_provider_instance: anchor,
  },
);

const PARAMETERS = message<Draft>('envoy.extensions.transport_sockets.tls.v3.TlsParameters', {
  tls_minimum_protocol_version: (draft, value) => {
    draft.minVersion = enumName(value, VERSIONS);
  },
  tls_maximum_protocol_version: (draft, value) => {
    draft.maxVersion = enumName(value, VERSIONS);
  },
  cipher_suites: ignored,
  ecdh_curves: ignored,
  signature_algorithms: ignored,
  compliance_policies: ignored,
});

const COMMON = message<Draft>('envoy.extensions.transport_sockets.tls.v3.CommonTlsContext', {
  tls_params: (draft, value, reading) => {
    PARAMETERS(draft, value, reading);
  },
  tls_certificates: (draft, value) => {
    draft.inlineCertificates = list(value).length;
  },
  tls_certificate_sds_secret_configs: (draft, value) => {
    for (const raw of list(value)) draft.secrets.push(text(member(raw, 'name')));
  },
  alpn_protocols: (draft, value) => {
    draft.alpn = texts(value);
  },
  validation_context: readValidationContext,
  validation_context_sds_secret_config: validationSecret,
  combined_validation_context: (draft, value, reading) => {
    COMBINED(draft, value, reading);
  },
  validation_context_certificate_provider: anchor,
  validation_context_certificate_provider_instance: anchor,
  tls_certificate_provider_instance: ignored,
  tls_certificate_certificate_provider: ignored,
  tls_certificate_certificate_provider_instance: ignored,
  custom_tls_certificate_selector: ignored,
  custom_handshaker: ignored,
  key_log: ignored,
});

export function readCommonTls(raw: unknown, reading: Reading): CommonTls {
  const empty: Draft = {
    secrets: [],
    validation: [],
    alpn: [],
    inlineCertificates: 0,
    subjectAltNames: [],
    anchored: false,
    acceptsUntrusted: false,
  };
  const draft = COMMON(empty, raw, reading);
  const verifiesPeer = draft.anchored && !draft.acceptsUntrusted;
  return addFields(without(draft, 'anchored', 'acceptsUntrusted'), { verifiesPeer });
}
