import type { DownstreamTls, TransportSocket, UpstreamTls } from '../../model/index.ts';

/** Secrets a chain serves and verifies with; `-` for plain text. */
export function downstreamTlsWords(tls: DownstreamTls | undefined, transportSocket: string | null): string {
  if (tls === undefined) return transportSocket === null ? '-' : transportSocket;
  const parts: string[] = [...tls.secrets];
  if (tls.inlineCertificates !== undefined && tls.inlineCertificates > 0) {
    parts.push(`${String(tls.inlineCertificates)} inline certificate${tls.inlineCertificates === 1 ? '' : 's'}`);
  }
  if (tls.validation.length > 0) parts.push(`verified by ${tls.validation.join(',')}`);
  if (tls.requireClientCertificate === true) parts.push('client certificate required');
  return parts.length === 0 ? 'TLS (no secret named)' : parts.join('; ');
}

/** Versions and ALPN that a chain offers. */
export function tlsOfferWords(tls: DownstreamTls): readonly string[] {
  const out: string[] = [];
  if (tls.alpn !== undefined && tls.alpn.length > 0) out.push(`ALPN ${tls.alpn.join(',')}`);
  if (tls.minVersion !== undefined) out.push(`at least ${tls.minVersion}`);
  if (tls.maxVersion !== undefined) out.push(`at most ${tls.maxVersion}`);
  return out;
}

function upstreamTls(tls: UpstreamTls): string {
  const parts: string[] = [];
  if (tls.sni !== undefined) parts.push(`SNI ${tls.sni}`);
  if (tls.secrets.length > 0) parts.push(`secret ${tls.secrets.join(',')}`);
  if (tls.validation.length > 0) parts.push(`verified by ${tls.validation.join(',')}`);
  if (tls.subjectAltNames !== undefined) parts.push(`for ${tls.subjectAltNames.join(',')}`);
  if (tls.alpn !== undefined) parts.push(`ALPN ${tls.alpn.join(',')}`);
  if (!tls.verifiesPeer) parts.push('peer not verified');
  return parts.length === 0 ? 'TLS' : `TLS (${parts.join('; ')})`;
}

/** How a cluster speaks to its endpoints: TLS facts, else the transport socket's own name. */
export function transportWords(socket: TransportSocket): string {
  return socket.tls === undefined ? socket.name : upstreamTls(socket.tls);
}
