import type { Filter, Route, VirtualHost } from '../../model/index.ts';
import type { AdmittedRequest } from '../../matching/index.ts';

/** Says when a CORS preflight may be answered by the CORS filter instead of the route; null when it cannot be one. */
export function preflightNote(
  filter: Filter,
  request: AdmittedRequest,
  route: Route | null,
  host: VirtualHost | null,
): string | null {
  if (request.facts.request.method !== 'OPTIONS') return null;
  const names = request.facts.request.headers.map(([name]) => name);
  if (!names.includes('origin') || !names.includes('access-control-request-method')) return null;
  const policy = route?.perFilterConfig?.[filter.name] ?? host?.perFilterConfig?.[filter.name];
  return policy === undefined
    ? null
    : 'This is a CORS preflight: where the origin fits the corsPolicy, the CORS filter answers 200 instead of the route.';
}
