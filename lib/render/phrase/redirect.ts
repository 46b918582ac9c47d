import type { RedirectAction } from '../../model/index.ts';
import { pathRewriteWords } from './rewrite.ts';

/** The part of the URL that the redirect fixes, as one address where it can be one. */
function target(redirect: RedirectAction): string {
  const { scheme, host, path } = redirect;
  const port = redirect.port === undefined ? '' : `:${String(redirect.port)}`;
  if (host !== undefined) return `${scheme === undefined ? '' : `${scheme}://`}${host}${port}${path ?? ''}`;
  const parts: string[] = [];
  if (scheme !== undefined) parts.push(scheme);
  if (port !== '') parts.push(`port ${port.slice(1)}`);
  if (path !== undefined) parts.push(path);
  return parts.join(', ');
}

/** `301 → https`, `308 → shop.example.com/new`; a redirect that fixes nothing leads to the same URL. */
export function redirectWords(redirect: RedirectAction): string {
  const parts: string[] = [];
  const where = target(redirect);
  if (where !== '') parts.push(where);
  if (redirect.pathRewrite !== undefined) parts.push(pathRewriteWords(redirect.pathRewrite));
  if (parts.length === 0) parts.push('same URL');
  if (redirect.stripQuery === true) parts.push('query dropped');
  return `${String(redirect.status)} → ${parts.join(', ')}`;
}

/** What a virtual host with require_tls answers plain HTTP (envoy-semantics.md 3: before any route is consulted). */
export const TLS_REDIRECT = '301 → https';

/** What a request gets that no route of the chosen virtual host takes. */
const NO_ROUTE = '404 (no route)';

/** The same, or that it is not known: where routes of the host could not be read, nobody can say 404. */
export function noRouteWords(host: { readonly incomplete?: true }): string {
  return host.incomplete === true ? 'unknown (routes of this host could not be read)' : NO_ROUTE;
}
