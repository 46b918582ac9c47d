/** The Location of a redirect (Envoy source/common/router/config_impl.cc newUri; reference/envoy-semantics.md 5). */
import type { RedirectAction, Route } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { ByteString } from './bytes.ts';
import { toBytes } from './bytes.ts';
import { portStart } from './host-normalization.ts';
import type { MatchGap } from './match-gap.ts';
import { rewritePath } from './path-rewrite.ts';
import type { RegexCache } from './regex.ts';

/** The computed location, or why it cannot be computed. */
export function redirectLocation(
  redirect: RedirectAction,
  route: Route,
  request: AdmittedRequest,
  regexes: RegexCache,
): ByteString | MatchGap {
  const path = redirectPath(redirect, route, request, regexes);
  if (typeof path !== 'string') return path;
  const scheme = redirect.scheme === undefined ? request.facts.scheme : toBytes(redirect.scheme);
  const port = redirect.port === undefined ? '' : `:${String(redirect.port)}`;
  const host =
    redirect.host === undefined || redirect.host === ''
      ? ownHost(request.facts.authority, scheme, request.facts.forwardedProto, port !== '')
      : toBytes(redirect.host);
  return `${scheme}://${host}${port}${path}`;
}

/** require_tls: host and path stay as they are, port included. */
export function tlsRedirectLocation(request: AdmittedRequest): ByteString {
  return `https://${request.facts.authority}${request.facts.path ?? ''}`;
}

/** The request's host: its port goes when another is given, or when it is the default of the scheme that is left. */
function ownHost(host: ByteString, scheme: ByteString, proto: ByteString, newPort: boolean): ByteString {
  const start = portStart(host);
  if (start < 0) return host;
  const port = host.slice(start);
  const leavesDefault =
    scheme !== proto && ((proto === 'http' && port === ':80') || (proto === 'https' && port === ':443'));
  return newPort || leavesDefault ? host.slice(0, start) : host;
}

function redirectPath(
  redirect: RedirectAction,
  route: Route,
  request: AdmittedRequest,
  regexes: RegexCache,
): ByteString | MatchGap {
  const current = request.facts.path ?? '';
  let path = current;
  if (redirect.path !== undefined && redirect.path !== '') {
    const written = toBytes(redirect.path.startsWith('/') ? redirect.path : `/${redirect.path}`);
    // A query written in path_redirect replaces the request's and is not stripped.
    if (written.includes('?')) return written;
    const mark = current.indexOf('?');
    path = mark < 0 ? written : written + current.slice(mark);
  } else if (redirect.pathRewrite !== undefined) {
    const rewritten = rewritePath(redirect.pathRewrite, route.match.path, request, regexes);
    if (typeof rewritten !== 'string') return rewritten;
    // A rewrite that leaves nothing is no rewrite, and one that loses the first slash gets it back (observed).
    const empty = rewritten === '' || rewritten.startsWith('?');
    path = empty ? current : rewritten.startsWith('/') ? rewritten : `/${rewritten}`;
  }
  const mark = path.indexOf('?');
  return redirect.stripQuery === true && mark >= 0 ? path.slice(0, mark) : path;
}
