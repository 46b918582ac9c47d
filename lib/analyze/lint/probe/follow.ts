/** Redirects, followed through this proxy as a browser does. */
import type { FindingRequest } from '../../../model/index.ts';
import type { Prober } from './prober.ts';
import type { Seen } from './seen.ts';

const MOST_HOPS = 10;
const ABSOLUTE = /^(https?):\/\/([^/?#]*)([^#]*)/;

/** After how many redirects a URL that was asked before comes back; null when it ends, or cannot be told. */
export function redirectLoop(prober: Prober, first: FindingRequest, answer: Seen): number | null {
  const asked = new Set([urlOf(first)]);
  let request = first;
  let seen = answer;
  for (let hop = 1; hop <= MOST_HOPS; hop++) {
    if (seen.location === null || seen.status === null || seen.status < 300 || seen.status >= 400) return null;
    const next = follow(request, seen.location);
    if (next === null) return null;
    request = next;
    if (asked.has(urlOf(next))) return hop;
    asked.add(urlOf(next));
    seen = prober.send(next);
  }
  return null;
}

function urlOf({ scheme, authority, path }: FindingRequest): string {
  return `${scheme}://${authority}${path}`;
}

/** Another scheme means another port of the Gateway. */
function follow(request: FindingRequest, location: string): FindingRequest | null {
  const [, scheme, authority, path = ''] = ABSOLUTE.exec(location) ?? [];
  if ((scheme !== 'http' && scheme !== 'https') || authority === undefined) return null;
  const digits = /:(\d+)$/.exec(authority)?.[1];
  const same = scheme === request.scheme && authority === request.authority;
  const host = authority.replace(/:\d+$/, '');
  return {
    ...request,
    scheme,
    authority,
    path: path === '' ? '/' : path,
    port: same ? request.port : digits === undefined ? null : Number(digits),
    sni: scheme === 'https' && !/^[\d.]+$|^\[/.test(host) ? host : null,
  };
}
