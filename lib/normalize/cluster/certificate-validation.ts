/** envoy…tls.v3.CertificateValidationContext: what a peer's certificate is held against. */
import { enumName, ignored, list, member, message, texts } from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';
import { readStringMatcher } from '../route/index.ts';

/** `anchored`: there is something to verify against (a CA, a pinned hash, a validator of its own). */
export interface ValidationDraft {
  subjectAltNames: string[];
  anchored: boolean;
  acceptsUntrusted: boolean;
}

/** CertificateValidationContext.TrustChainVerification by number. */
const TRUST_CHAIN_VERIFICATIONS = ['VERIFY_TRUST_CHAIN', 'ACCEPT_UNTRUSTED'];

const anchor: FieldReader<ValidationDraft> = (draft) => {
  draft.anchored = true;
};

const anchorEach: FieldReader<ValidationDraft> = (draft, value) => {
  if (list(value).length > 0) draft.anchored = true;
};

/** An exact name as it is, any other matcher as `kind:value`. */
function subjectAltName(raw: unknown, reading: Reading): string {
  const matcher = readStringMatcher(raw, reading);
  switch (matcher.kind) {
    case 'exact':
      return matcher.value;
    case 'regex':
      return `regex:${matcher.regex}`;
    case 'unsupported':
      return `unsupported:${matcher.field}`;
    case 'prefix':
    case 'suffix':
    case 'contains':
      return `${matcher.kind}:${matcher.value}`;
  }
}

const verifySubjectAltName: FieldReader<ValidationDraft> = (draft, value) => {
  draft.subjectAltNames.push(...texts(value));
};

const VALIDATION = message<ValidationDraft>('envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext', {
  trusted_ca: anchor,
  system_root_certs: anchor,
  ca_certificate_provider_instance: anchor,
  verify_certificate_spki: anchorEach,
  verify_certificate_hash: anchorEach,
  custom_validator_config: anchor,
  match_subject_alt_names: (draft, value, reading) => {
    for (const raw of list(value)) draft.subjectAltNames.push(subjectAltName(raw, reading));
  },
  match_typed_subject_alt_names: (draft, value, reading) => {
    for (const raw of list(value)) draft.subjectAltNames.push(subjectAltName(member(raw, 'matcher'), reading));
  },
  verify_subject_alt_name: verifySubjectAltName,
  hidden_envoy_deprecated_verify_subject_alt_name: verifySubjectAltName,
  trust_chain_verification: (draft, value) => {
    draft.acceptsUntrusted = enumName(value, TRUST_CHAIN_VERIFICATIONS) === 'ACCEPT_UNTRUSTED';
  },
  watched_directory: ignored,
  require_signed_certificate_timestamp: ignored,
  crl: ignored,
  allow_expired_certificate: ignored,
  only_verify_leaf_cert_crl: ignored,
  max_verify_depth: ignored,
  suppress_client_ca_list: ignored,
  require_ocsp_staple: ignored,
});

/** Adds one context to what is known: CombinedCertificateValidationContext merges two. */
export const readValidationContext: FieldReader<ValidationDraft> = (draft, value, reading) => {
  VALIDATION(draft, value, reading);
};
