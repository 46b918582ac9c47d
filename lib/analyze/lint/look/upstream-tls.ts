/** What a cluster speaks to its endpoints. */
import type { Cluster, UpstreamTls } from '../../../model/index.ts';

/** The socket for every endpoint that no transport_socket_match takes; null for plain text. */
export function defaultTls({ transportSocket, transportSocketMatches = [] }: Cluster): UpstreamTls | null {
  const fallback = transportSocketMatches.find(({ match }) => Object.keys(match).length === 0);
  return (transportSocketMatches.length > 0 && fallback !== undefined ? fallback.tls : transportSocket?.tls) ?? null;
}

/** Istio's own mTLS: its certificates, or the SNI that only it writes. */
export function isMeshTls({ secrets, sni }: UpstreamTls): boolean {
  return secrets.includes('default') || sni?.startsWith('outbound_.') === true;
}

/** Some endpoints (those with a sidecar) may be spoken to with Istio's mTLS. */
export function hasAutoMtls({ transportSocketMatches = [] }: Cluster): boolean {
  return transportSocketMatches.some(({ match, tls }) => match['tlsMode'] === 'istio' && tls !== undefined);
}
