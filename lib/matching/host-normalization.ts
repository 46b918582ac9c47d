/** Host rules of the connection manager and of the virtual host look-up (Envoy source/common/http/header_utility.cc). */
import type { HttpConnectionManager } from '../model/index.ts';
import type { ByteString } from './bytes.ts';

/** Every byte that Envoy 1.40.0 lets stand in an authority (all 256 were probed); any other is answered 400. */
const VALID_AUTHORITY = /^[A-Za-z0-9\-._~!$&'()*+,;=:@%[\]]*$/;

export function isValidAuthority(authority: ByteString): boolean {
  return VALID_AUTHORITY.test(authority);
}

/** Position of the colon before a port, or -1. A colon inside brackets belongs to an IPv6 address. */
export function portStart(host: ByteString): number {
  const colon = host.lastIndexOf(':');
  if (colon < 0) return -1;
  const bracket = host.lastIndexOf(']');
  return bracket < 0 || bracket < colon ? colon : -1;
}

/** The authority after the connection manager's own options; `listenerPort` is the local port of the connection. */
export function normalizeHost(
  authority: ByteString,
  hcm: HttpConnectionManager,
  listenerPort: number | null,
): ByteString {
  let host = authority;
  if (hcm.stripTrailingHostDot === true) host = stripTrailingDot(host);
  if (hcm.stripAnyHostPort === true) host = stripPort(host, null);
  else if (hcm.stripMatchingHostPort === true && listenerPort !== null) host = stripPort(host, listenerPort);
  return host;
}

function stripTrailingDot(host: ByteString): ByteString {
  const dot = host.lastIndexOf('.');
  if (dot < 0) return host;
  if (dot === host.length - 1) return host.slice(0, dot);
  return host[dot + 1] === ':' ? host.slice(0, dot) + host.slice(dot + 1) : host;
}

function stripPort(host: ByteString, only: number | null): ByteString {
  const start = portStart(host);
  if (start < 0) return host;
  const digits = host.slice(start + 1);
  if (!/^\d{1,10}$/.test(digits) || Number(digits) > 0xffff_ffff) return host;
  return only !== null && Number(digits) !== only ? host : host.slice(0, start);
}
