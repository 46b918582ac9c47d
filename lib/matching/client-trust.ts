/** Whether Envoy takes a client for an internal one: it then keeps control headers and EXTERNAL_ONLY lets it pass. */
import type { HttpConnectionManager } from '../model/index.ts';
import { containsAddress } from './cidr.ts';
import type { Request } from './request.ts';
import type { SemanticsProfile } from './semantics-profile.ts';

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', 'fc00::/7', '::1/128'];

/**
 * Newer Envoy trusts only the ranges of internal_address_config; older ones trust private addresses when the request
 * carries no x-forwarded-for of its own. Null when the input cannot tell.
 */
export function isInternalClient(
  request: Request,
  hcm: HttpConnectionManager,
  profile: SemanticsProfile,
): boolean | null {
  if (hcm.unsupported?.some(({ field }) => field === 'internal_address_config') === true) return null;
  if (profile.flags.explicit_internal_address_config) return false;
  if (hcm.useRemoteAddress !== true) return null;
  if (request.headers.some(([name]) => name === 'x-forwarded-for')) return false;
  const source = request.sourceIp;
  return source === null ? null : PRIVATE_RANGES.some((range) => containsAddress(range, source) === true);
}
