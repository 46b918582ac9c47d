/** What kind of server a Gateway's port makes (Istio pkg/config/gateway/gateway.go, pkg/config/protocol). */
import type { GatewayServer } from '../../resources/index.ts';

const HTTP_PROTOCOLS = new Set(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB']);

export function isHttpProtocol(protocol: string): boolean {
  return HTTP_PROTOCOLS.has(protocol);
}

export function isPassthrough(server: GatewayServer): boolean {
  return server.tls?.mode === 'PASSTHROUGH' || server.tls?.mode === 'AUTO_PASSTHROUGH';
}

/** Plain HTTP, or HTTPS that is terminated here: the server has an RDS. */
export function isHttpServer(server: GatewayServer): boolean {
  if (isHttpProtocol(server.port.protocol)) return true;
  return server.port.protocol === 'HTTPS' && server.tls !== undefined && !isPassthrough(server);
}

/** TLS settings on anything but plain HTTP (where they only mean httpsRedirect). */
export function isTlsServer(server: GatewayServer): boolean {
  return server.tls !== undefined && !isHttpProtocol(server.port.protocol);
}
