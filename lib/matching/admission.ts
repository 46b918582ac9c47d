/**
 * What happens to a request between the codec and the route table: it is admitted in normalized form, or answered at
 * once (reference/envoy-semantics.md section 2; the limits were probed on Envoy 1.40.0).
 */
import type { HttpConnectionManager } from '../model/index.ts';
import type { AdmittedFacts } from './admitted-request.ts';
import { AdmittedRequest } from './admitted-request.ts';
import { isInternalClient } from './client-trust.ts';
import { forwardedProtoOf, schemeOf } from './forwarded-proto.ts';
import { isGrpcRequest } from './grpc-request.ts';
import { isValidAuthority, normalizeHost } from './host-normalization.ts';
import { normalizePath } from './path-normalization.ts';
import type { ClientCertificate, Request } from './request.ts';
import { requestTarget } from './request-target.ts';
import type { SemanticsProfile } from './semantics-profile.ts';

/** Why Envoy answers before looking for a route; the names follow its response code details where it has one. */
export type RefusalReason =
  | 'missing_host'
  | 'bad_authority'
  | 'bad_method'
  | 'bad_path'
  | 'bad_target'
  | 'low_version'
  | 'https_over_plaintext'
  | 'path_normalization_failed'
  | 'absolute_path_rejected'
  | 'header_with_underscore'
  | 'path_normalized_redirect';

/** An answer without a route. `status` null: HTTP/2 resets the stream instead of answering. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: number | null;
  readonly reason: RefusalReason;
  /** For a redirect to the unescaped path. */
  readonly location?: string;
}

export type Admission = { readonly kind: 'admitted'; readonly request: AdmittedRequest } | Refusal;

/** The connection a request came over. */
export interface Connection {
  readonly secure: boolean;
  readonly listenerPort: number | null;
  readonly certificate: ClientCertificate | null;
}

export function admit(
  request: Request,
  connection: Connection,
  hcm: HttpConnectionManager,
  profile: SemanticsProfile,
  internalOnlyHeaders?: readonly string[],
): Admission {
  const target = requestTarget(request, hcm);
  if (target.kind === 'refused' && target.reason !== 'missing_host') return target;
  if (hcm.headersWithUnderscoresAction === 'REJECT_REQUEST' && request.headers.some(([name]) => name.includes('_'))) {
    return refuseCodec(request, 'header_with_underscore');
  }
  // The codec checks the scheme of an absolute request line where the client is the edge (validate_scheme; observed).
  const claimsTls = target.kind === 'target' && request.protocol !== 'http2' && target.scheme === 'https';
  const atEdge = hcm.useRemoteAddress === true && (hcm.xffNumTrustedHops ?? 0) === 0;
  if (claimsTls && atEdge && !connection.secure) return refused(403, 'https_over_plaintext');
  if (request.protocol === 'http1.0' && hcm.acceptHttp10 !== true) return refused(426, 'low_version');
  if (target.kind === 'refused') return target;
  if (!isValidAuthority(target.authority)) return refuseCodec(request, 'bad_authority');
  let path = target.path;
  if (path !== null) {
    if (!path.startsWith('/')) return refused(404, 'absolute_path_rejected');
    const normalized = normalizePath(path, hcm, profile);
    if (normalized.kind === 'reject') return refused(400, 'path_normalization_failed');
    if (normalized.kind === 'redirect') {
      // gRPC clients do not follow redirects: they get the refusal instead (http_connection_manager.proto).
      if (isGrpcRequest(request)) return refused(400, 'path_normalization_failed');
      return { kind: 'refused', status: 307, reason: 'path_normalized_redirect', location: normalized.path };
    }
    path = normalized.path;
  }
  const forwardedProto = forwardedProtoOf(request, connection.secure, hcm);
  const facts: AdmittedFacts = {
    request,
    hcm,
    profile,
    authority: normalizeHost(target.authority, hcm, connection.listenerPort),
    path,
    scheme: schemeOf(target.scheme, forwardedProto, connection.secure, hcm),
    forwardedProto,
    internal: isInternalClient(request, hcm, profile),
    internalOnlyHeaders,
    certificate: connection.certificate,
  };
  return { kind: 'admitted', request: new AdmittedRequest(facts) };
}

function refused(status: number, reason: RefusalReason): Refusal {
  return { kind: 'refused', status, reason };
}

function refuseCodec(request: Request, reason: RefusalReason): Refusal {
  return { kind: 'refused', status: request.protocol === 'http2' ? null : 400, reason };
}
