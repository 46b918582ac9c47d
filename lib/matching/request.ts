/** The request as the asker gives it, and as this room reads it: bytes, ordered headers, explicit unknowns. */
import type { ByteString } from './bytes.ts';
import { asciiLower, toBytes } from './bytes.ts';

/** HTTP/1.0, HTTP/1.1 and HTTP/2 differ in what the codec lets through and how it joins cookies. */
type HttpProtocol = 'http1.0' | 'http1' | 'http2';

/** Whether the client showed a certificate and whether the listener's validation accepted it. */
export interface ClientCertificate {
  readonly presented: boolean;
  readonly validated: boolean;
}

/** One request as in a batch file or from a URL. What is absent is unknown, or has the default said at `requestOf`. */
export interface RequestInput {
  readonly port?: number | null;
  readonly scheme?: 'http' | 'https' | 'tcp' | null;
  readonly authority?: string | null;
  readonly path?: string | null;
  readonly method?: string | null;
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | null;
  /** Null: no SNI is sent. Absent: a name taken from the authority. */
  readonly sni?: string | null;
  readonly alpn?: readonly string[] | null;
  readonly protocol?: HttpProtocol | null;
  readonly clientCertificate?: ClientCertificate | null;
  readonly sourceIp?: string | null;
  readonly sourcePort?: number | null;
  readonly destinationIp?: string | null;
  /** Envoy's random number for this stream (0 … 2^64-1), where the asker wants one draw instead of shares. */
  readonly random?: number | bigint | null;
}

export interface Request {
  readonly port: number | null;
  readonly scheme: 'http' | 'https' | 'tcp' | null;
  /** The Host header (HTTP/1) or `:authority` (HTTP/2); null when none is sent. */
  readonly authority: ByteString | null;
  /** The request target as sent, query included; null for CONNECT without one. */
  readonly path: ByteString | null;
  readonly method: ByteString;
  /** Names in lower case, values trimmed of spaces and tabs, in the order sent. */
  readonly headers: readonly (readonly [name: string, value: ByteString])[];
  readonly sni: string | null;
  /** ALPN names in the client's order; null when unknown. */
  readonly alpn: readonly string[] | null;
  readonly protocol: HttpProtocol;
  readonly clientCertificate: ClientCertificate | null;
  readonly sourceIp: string | null;
  readonly sourcePort: number | null;
  readonly destinationIp: string | null;
  readonly random: bigint | null;
}

/**
 * Reads an input. Defaults are those of a plain client: GET, HTTP/1.1, path `/` (none for CONNECT), the SNI as the
 * authority's host name unless it is an IP address, the authority as the SNI.
 */
export function requestOf(input: RequestInput): Request {
  const method = toBytes(input.method ?? 'GET');
  const path = input.path ?? (method === 'CONNECT' ? null : '/');
  const authority = input.authority ?? input.sni ?? null;
  const sni = input.sni === undefined ? sniFrom(authority) : input.sni;
  return {
    port: input.port ?? null,
    scheme: input.scheme ?? null,
    authority: authority === null ? null : trim(toBytes(authority)),
    path: path === null ? null : toBytes(path),
    method,
    headers: headerEntries(input.headers ?? null),
    sni: sni === null || sni === '' ? null : asciiLower(sni),
    alpn: input.alpn ?? null,
    protocol: input.protocol ?? 'http1',
    clientCertificate: input.clientCertificate ?? null,
    sourceIp: input.sourceIp ?? null,
    sourcePort: input.sourcePort ?? null,
    destinationIp: input.destinationIp ?? null,
    random: input.random === undefined || input.random === null ? null : BigInt(input.random),
  };
}

const NO_HEADERS: Request['headers'] = [];

function headerEntries(headers: RequestInput['headers'] | null): Request['headers'] {
  if (headers === null || headers === undefined) return NO_HEADERS;
  const entries: [string, ByteString][] = [];
  for (const name in headers) {
    const given = headers[name];
    if (given === undefined || !Object.hasOwn(headers, name)) continue;
    const key = asciiLower(toBytes(name));
    for (const value of typeof given === 'string' ? [given] : given) entries.push([key, trim(toBytes(value))]);
  }
  return entries.length === 0 ? NO_HEADERS : entries;
}

const EDGES = /^[ \t]+|[ \t]+$/g;

function trim(value: ByteString): ByteString {
  return value.replace(EDGES, '');
}

const IP_LITERAL = /^(?:\[.*\]?|\d{1,3}(?:\.\d{1,3}){3})$/;

/** Clients send the host name as SNI, never an IP address (RFC 6066 section 3). */
function sniFrom(authority: string | null): string | null {
  if (authority === null || authority === '') return null;
  const host = authority.startsWith('[') ? authority : authority.replace(/:\d*$/, '');
  return IP_LITERAL.test(host) ? null : host;
}
