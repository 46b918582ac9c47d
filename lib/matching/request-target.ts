/** The request line and Host: which authority and path a request has at all (reference/envoy-semantics.md 2.2, 2.3). */
import type { HttpConnectionManager } from '../model/index.ts';
import type { Refusal, RefusalReason } from './admission.ts';
import type { ByteString } from './bytes.ts';
import type { Request } from './request.ts';

export interface RequestTarget {
  readonly kind: 'target';
  readonly authority: ByteString;
  readonly path: ByteString | null;
  /** The scheme of an absolute-form request line or of HTTP/2; null where the request carries none. */
  readonly scheme: ByteString | null;
}

/** Methods that Envoy 1.40.0's HTTP/1 codec knows; all others are answered 400. HTTP/2 takes any. */
const HTTP1_METHODS: ReadonlySet<string> = new Set(
  (
    'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MOVE MSEARCH NOTIFY ' +
    'OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK ' +
    'UNSUBSCRIBE'
  ).split(' '),
);

/** exactly the bytes an HTTP/1 request line may not hold */
const BAD_HTTP1_PATH = /[\0-\x20\x7f-\xff]/;
/** HTTP/2 lets bytes above 0x7f through */
const BAD_HTTP2_PATH = /[\0-\x20\x7f]/;
const ABSOLUTE_FORM = /^(https?):\/\/([^/?#]*)([^#]*)/i;

/** Finds authority and path, or says how the codec answers. */
export function requestTarget(request: Request, hcm: HttpConnectionManager): RequestTarget | Refusal {
  return request.protocol === 'http2' ? http2Target(request) : http1Target(request, hcm);
}

function http1Target(request: Request, hcm: HttpConnectionManager): RequestTarget | Refusal {
  if (!HTTP1_METHODS.has(request.method)) return refused(400, 'bad_method');
  const hosts = sentHosts(request);
  const host = hosts.length === 0 ? null : hosts.join(',');
  if (request.method === 'CONNECT') {
    return host === null ? refused(400, 'missing_host') : target(host, null, null);
  }
  const path = request.path ?? '/';
  if (path === '' || BAD_HTTP1_PATH.test(path)) return refused(400, 'bad_path');
  if (!path.startsWith('/')) return http1OddTarget(request, path, host);
  if (host !== null) return target(host, path, null);
  const fallback = request.protocol === 'http1.0' ? hcm.defaultHostForHttp10 : undefined;
  return fallback === undefined || fallback === '' ? refused(400, 'missing_host') : target(fallback, path, null);
}

/** `OPTIONS *` is let through to be refused as a path; an absolute form replaces Host; the rest is a bad line. */
function http1OddTarget(request: Request, path: ByteString, host: ByteString | null): RequestTarget | Refusal {
  if (path === '*' && request.method === 'OPTIONS') {
    return host === null ? refused(400, 'missing_host') : target(host, path, null);
  }
  const absolute = ABSOLUTE_FORM.exec(path);
  const scheme = absolute?.[1]?.toLowerCase();
  const authority = absolute?.[2]?.replace(/^.*@/, '') ?? '';
  if (scheme === undefined || authority === '') return refused(400, 'bad_target');
  const rest = path.slice(path.indexOf('://') + 3 + (absolute?.[2]?.length ?? 0));
  if (rest.startsWith('#')) return refused(400, 'bad_target');
  return target(authority, rest === '' ? '/' : rest, scheme);
}

function http2Target(request: Request): RequestTarget | Refusal {
  const authority = request.authority ?? sentHosts(request)[0] ?? null;
  // An empty :authority is none (observed).
  if (authority === null || authority === '') return refused(null, 'missing_host');
  if (authority.includes('@')) return refused(null, 'bad_authority');
  if (request.method === 'CONNECT') return target(authority, null, null);
  const path = request.path ?? '/';
  const odd = !path.startsWith('/') && (path !== '*' || request.method !== 'OPTIONS');
  if (path === '' || odd || BAD_HTTP2_PATH.test(path)) return refused(null, 'bad_path');
  return target(authority, path, claimedScheme(request) ?? (request.scheme === 'https' ? 'https' : 'http'));
}

/** An HTTP/2 client's `:scheme` is believed whatever the transport; HTTP/1 has none (observed). */
function claimedScheme({ headers }: Request): ByteString | null {
  return headers.find(([name]) => name === ':scheme')?.[1] ?? null;
}

function sentHosts(request: Request): readonly ByteString[] {
  const extra = request.headers.length === 0 ? [] : request.headers.filter(([name]) => name === 'host');
  const hosts = request.authority === null ? [] : [request.authority];
  return extra.length === 0 ? hosts : [...hosts, ...extra.map(([, value]) => value)];
}

function target(authority: ByteString, path: ByteString | null, scheme: ByteString | null): RequestTarget {
  return { kind: 'target', authority, path, scheme };
}

function refused(status: number | null, reason: RefusalReason): Refusal {
  return { kind: 'refused', status, reason };
}
