/** SDS secrets: envoy.admin.v3.SecretsConfigDump entries. Certificates are read, key material is never touched. */
import type { CertificateFacts, ResourceState, Secret } from '../../model/index.ts';
import { ignored, member, message, text } from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';
import { readCertificates } from './certificates.ts';

/** A secret before it has its place in the snapshot. */
export type SecretDraft = Omit<Secret, 'at'>;

interface Draft {
  /** Of the wrapper and of the secret inside it: the wrapper's wins. */
  readonly names: { outer: string; inner: string };
  kind: Secret['kind'];
  certificates: readonly CertificateFacts[];
  undecodable: boolean;
  lastUpdated?: string;
}

/** DataSource: the PEM text, or undefined where it is in a file or an environment variable of the proxy. */
function inlineText(source: unknown): string | undefined {
  const bytes = member(source, 'inline_bytes', 'inlineBytes');
  if (typeof bytes === 'string') return Buffer.from(bytes, 'base64').toString('latin1');
  const inline = member(source, 'inline_string', 'inlineString');
  return typeof inline === 'string' ? inline : undefined;
}

const certificates: FieldReader<Draft> = (draft, value) => {
  const pem = inlineText(value);
  if (pem === undefined || pem === '') return;
  const read = readCertificates(pem);
  draft.certificates = read.certificates;
  draft.undecodable = read.undecodable;
};

const TLS_CERTIFICATE = message<Draft>('envoy.extensions.transport_sockets.tls.v3.TlsCertificate', {
  certificate_chain: certificates,
  // A chain inside an encrypted container, which Envoy prints redacted.
  pkcs12: (draft) => {
    draft.undecodable = true;
  },
  private_key: ignored,
  private_key_provider: ignored,
  password: ignored,
  watched_directory: ignored,
  ocsp_staple: ignored,
  signed_certificate_timestamp: ignored,
  tls_params: ignored,
});

const VALIDATION_CONTEXT = message<Draft>('envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext', {
  trusted_ca: certificates,
  ca_certificate_provider_instance: ignored,
  system_root_certs: ignored,
  watched_directory: ignored,
  verify_certificate_spki: ignored,
  verify_certificate_hash: ignored,
  match_typed_subject_alt_names: ignored,
  match_subject_alt_names: ignored,
  verify_subject_alt_name: ignored,
  require_signed_certificate_timestamp: ignored,
  crl: ignored,
  allow_expired_certificate: ignored,
  trust_chain_verification: ignored,
  custom_validator_config: ignored,
  only_verify_leaf_cert_crl: ignored,
  max_verify_depth: ignored,
  suppress_client_ca_list: ignored,
});

const SECRET = message<Draft>('envoy.extensions.transport_sockets.tls.v3.Secret', {
  name: ({ names }, value) => {
    names.inner = text(value);
  },
  tls_certificate: (draft, value, reading) => {
    draft.kind = 'certificate';
    TLS_CERTIFICATE(draft, value, reading);
  },
  validation_context: (draft, value, reading) => {
    draft.kind = 'validation';
    VALIDATION_CONTEXT(draft, value, reading);
  },
  session_ticket_keys: (draft) => {
    draft.kind = 'sessionTicketKeys';
  },
  generic_secret: (draft) => {
    draft.kind = 'generic';
  },
});

/** StaticSecret and DynamicSecret. `error_state.details` is free text in which Envoy leaks keys, so it is not read. */
const WRAPPER = message<Draft>('envoy.admin.v3.SecretsConfigDump.DynamicSecret', {
  name: ({ names }, value) => {
    names.outer = text(value);
  },
  secret: (draft, value, reading) => {
    SECRET(draft, value, reading);
  },
  last_updated: (draft, value) => {
    draft.lastUpdated = text(value);
  },
  version_info: ignored,
  error_state: ignored,
  client_status: ignored,
});

/** One entry of a SecretsConfigDump. `kind` is `unknown` while the secret is awaited (warming). */
export function readSecret(raw: unknown, state: ResourceState, reading: Reading): SecretDraft {
  const empty: Draft = { names: { outer: '', inner: '' }, kind: 'unknown', certificates: [], undecodable: false };
  const { names, undecodable, ...rest } = WRAPPER(empty, raw, reading);
  return { name: names.outer || names.inner, state, ...rest, ...(undecodable ? { undecodable } : {}) };
}
