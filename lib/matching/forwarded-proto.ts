/** x-forwarded-proto and :scheme at match time (reference/envoy-semantics.md 2.4; observed on Envoy 1.40.0). */
import type { HttpConnectionManager } from '../model/index.ts';
import type { ByteString } from './bytes.ts';
import { joinInline } from './grpc-request.ts';
import type { Request } from './request.ts';

/** A client's own value counts only where clients are trusted: use_remote_address off, or trusted hops before us. */
export function forwardedProtoOf(request: Request, secure: boolean, hcm: HttpConnectionManager): ByteString {
  if (hcm.schemeOverwrite !== undefined) return hcm.schemeOverwrite;
  const transport = secure ? 'https' : 'http';
  if (hcm.useRemoteAddress === true && (hcm.xffNumTrustedHops ?? 0) === 0) return transport;
  if (request.headers.length === 0) return transport;
  const sent = request.headers.filter(([name]) => name === 'x-forwarded-proto').map(([, value]) => value);
  return sent.length === 0 ? transport : joinInline(sent);
}

/** HTTP/1 has no scheme of its own: an absolute request line, else a valid x-forwarded-proto, else the transport. */
export function schemeOf(
  targetScheme: ByteString | null,
  forwardedProto: ByteString,
  secure: boolean,
  hcm: HttpConnectionManager,
): ByteString {
  if (hcm.schemeOverwrite !== undefined) return hcm.schemeOverwrite;
  if (targetScheme !== null) return targetScheme;
  const proto = forwardedProto.toLowerCase();
  return proto === 'http' || proto === 'https' ? proto : secure ? 'https' : 'http';
}
