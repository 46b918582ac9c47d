/** Whether a redirect leads back: browsers give up after some twenty hops, so that a loop is an outage. */
import type { Request } from '../../matching/index.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './outcome.ts';
import type { Tracer } from './tracer.ts';

const MOST_HOPS = 10;
const ABSOLUTE = /^(https?):\/\/([^/?#]*)([^#]*)/;

/** A sentence when following the redirects through this proxy comes back to a URL that was asked before. */
export function redirectLoop(tracer: Tracer, request: Request, first: Outcome): string | null {
  const seen = new Set<string>([urlOf(request, first)]);
  let asked = request;
  let outcome = first;
  for (let hop = 1; hop <= MOST_HOPS; hop++) {
    const { location } = outcome.answer;
    if (outcome.disposition !== 'redirected' || location === null) return null;
    const next = follow(asked, location);
    if (next === null) return null;
    outcome = outcomeOf(tracer, next);
    asked = next;
    const url = urlOf(next, outcome);
    if (outcome.disposition === 'redirected' && seen.has(url)) {
      return hop === 1
        ? 'It redirects to itself: a redirect loop.'
        : `After ${String(hop)} redirects it is back: a redirect loop.`;
    }
    seen.add(url);
  }
  return null;
}

function urlOf({ scheme, authority, path }: Request, { answer }: Outcome): string {
  const spoken = scheme ?? answer.admitted?.facts.scheme ?? '';
  return `${spoken}://${authority ?? ''}${path ?? ''}`;
}

/** The request a browser sends next: another scheme means another port of the Gateway. Null when it cannot be told. */
function follow(request: Request, location: string): Request | null {
  const [, scheme, authority, path = ''] = ABSOLUTE.exec(location) ?? [];
  if (scheme === undefined || authority === undefined || (scheme !== 'http' && scheme !== 'https')) return null;
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
