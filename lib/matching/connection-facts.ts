/** What a filter chain is chosen by: the connection as Envoy's listener filters describe it. */
import type { Listener } from '../model/index.ts';
import type { Request } from './request.ts';

export interface ConnectionFacts {
  readonly destinationPort: number;
  readonly destinationIp: string | null;
  /** Lower case; empty without SNI or without a tls_inspector to read it. */
  readonly serverName: string;
  /** `tls` or `raw_buffer`. */
  readonly transportProtocol: string;
  /** In the client's order; null when the client's offer is unknown and could matter. */
  readonly applicationProtocols: readonly string[] | null;
  readonly sourceIp: string | null;
  readonly sourcePort: number | null;
}

/** The client opens with a TLS ClientHello: https, or a bare connection that carries an SNI. */
export function startsTls(request: Request): boolean {
  return request.scheme === 'https' || (request.scheme === 'tcp' && request.sni !== null);
}

/**
 * Without a tls_inspector Envoy sees neither SNI nor ALPN and calls the transport `raw_buffer`, even for TLS; without an
 * http_inspector it sees no application protocol of plain HTTP (reference/envoy-semantics.md 1.2).
 */
export function connectionFacts(request: Request, listener: Listener, port: number): ConnectionFacts {
  const inspected = startsTls(request) && hasFilter(listener, 'tls_inspector');
  return {
    destinationPort: port,
    destinationIp: request.destinationIp ?? boundAddress(listener),
    serverName: inspected ? (request.sni ?? '') : '',
    transportProtocol: inspected ? 'tls' : 'raw_buffer',
    applicationProtocols: inspected ? request.alpn : plainProtocols(request, listener),
    sourceIp: request.sourceIp,
    sourcePort: request.sourcePort,
  };
}

function plainProtocols(request: Request, listener: Listener): readonly string[] {
  if (request.scheme !== 'http' || !hasFilter(listener, 'http_inspector')) return [];
  switch (request.protocol) {
    case 'http1.0':
      return ['http/1.0'];
    case 'http1':
      return ['http/1.1'];
    case 'http2':
      return ['h2c'];
  }
}

function boundAddress(listener: Listener): string | null {
  return listener.address === null || listener.address === '0.0.0.0' || listener.address === '::'
    ? null
    : listener.address;
}

/** By the filter's name (`envoy.filters.listener.tls_inspector`, old `envoy.listener.tls_inspector`) or its type. */
function hasFilter(listener: Listener, name: 'tls_inspector' | 'http_inspector'): boolean {
  const type = name === 'tls_inspector' ? 'TlsInspector' : 'HttpInspector';
  return listener.listenerFilters.some(
    (filter) => filter.disabled !== true && (filter.name.endsWith(name) || filter.type?.endsWith(type) === true),
  );
}
