/** The request that a command line describes, as curl would send it. */
import type { Mutable } from '../../base/index.ts';
import type { RequestInput } from '../../matching/index.ts';
import { flagArgument, numberArgument, textArgument, textsArgument } from '../arguments.ts';
import type { Arguments } from '../commands/index.ts';
import type { CurlRequest } from './curl.ts';
import { parseCurl } from './curl.ts';
import { usage } from './usage.ts';

const URL_SHAPE = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?([^/?#]*)([^#]*)/;
const SCHEMES = { http: 'http', https: 'https', tcp: 'tcp' } as const;

/**
 * A path stays as it is typed: clients that resolve dot segments themselves send another one. The fragment never leaves a
 * client.
 *
 * @throws KnownError (usage)
 */
export function requestInput(url: string | undefined, args: Arguments): RequestInput {
  const curl = textArgument(args, 'curl');
  const given: CurlRequest =
    curl === undefined
      ? { url: url ?? '', method: null, headers: [], http: null, certificate: false, port: null }
      : parseCurl(curl);
  const input: Mutable<RequestInput> = { ...urlParts(given.url) };
  const method = textArgument(args, 'request') ?? given.method;
  if (method !== null) input.method = method;
  const port = numberArgument(args, 'port') ?? given.port;
  if (port !== null) input.port = port;
  addHeaders(input, [...given.headers, ...textsArgument(args, 'header')]);
  const sni = textArgument(args, 'sni');
  if (sni !== undefined) input.sni = sni === 'none' ? null : sni;
  const source = textArgument(args, 'source-ip');
  if (source !== undefined) input.sourceIp = source;
  const http2 = flagArgument(args, 'http2') || given.http === 'http2';
  if (http2) input.protocol = 'http2';
  else if (given.http !== null) input.protocol = given.http;
  if (input.scheme === 'https') input.alpn = http2 ? ['h2', 'http/1.1'] : null;
  const certificate = textArgument(args, 'client-cert') ?? (given.certificate ? 'presented' : undefined);
  if (certificate !== undefined) {
    input.clientCertificate = { presented: certificate !== 'none', validated: certificate === 'validated' };
  }
  return input;
}

function urlParts(url: string): Pick<RequestInput, 'scheme' | 'authority' | 'path' | 'port' | 'sni'> {
  const [, spoken, userAndHost = '', rest = ''] = URL_SHAPE.exec(url) ?? [];
  const scheme = spoken?.toLowerCase();
  if (scheme !== undefined && !Object.hasOwn(SCHEMES, scheme)) {
    throw usage(`${scheme}:// is no scheme that a gateway is asked by`, 'http, https or tcp');
  }
  const authority = userAndHost.replace(/^.*@/, '');
  if (authority === '')
    throw usage(`there is no host in ${JSON.stringify(url)}`, 'whyroute trace https://shop.example.com/cart dump.json');
  const digits = /:(\d+)$/.exec(authority)?.[1];
  const path = rest === '' ? '/' : rest.startsWith('?') ? `/${rest}` : rest;
  const known = scheme === undefined ? null : SCHEMES[scheme as keyof typeof SCHEMES];
  // Clients leave the scheme's own port out of the Host header.
  const own = (known === 'http' && digits === '80') || (known === 'https' && digits === '443');
  return {
    scheme: known,
    authority: own ? authority.replace(/:\d+$/, '') : authority,
    path,
    ...(digits === undefined ? {} : { port: Number(digits) }),
  };
}

/** `name: value`; curl's `name;` is an empty value and `name:` sends nothing. Host replaces the URL's, `:scheme` (HTTP/2) its scheme. */
function addHeaders(input: Mutable<RequestInput>, lines: readonly string[]): void {
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const [, name = '', mark = '', value = ''] = /^\s*(:scheme|[^:;\s]+)\s*([:;])\s*(.*?)\s*$/s.exec(line) ?? [];
    if (name === '') throw usage(`-H ${JSON.stringify(line)} is no header`, "-H 'x-canary: true'");
    if (mark === ':' && value === '') continue;
    if (name.toLowerCase() === 'host') {
      // As curl does it: the handshake still names the URL's host.
      if (input.scheme === 'https' && input.sni === undefined) input.sni = serverNameOf(input.authority ?? '');
      input.authority = value;
      continue;
    }
    const same = headers.get(name.toLowerCase());
    if (same === undefined) headers.set(name.toLowerCase(), [value]);
    else same.push(value);
  }
  if (headers.size > 0) input.headers = Object.fromEntries(headers);
}

/** Null for an address: no server name is sent then (RFC 6066 section 3). */
function serverNameOf(authority: string): string | null {
  const host = authority.replace(/:\d+$/, '');
  return /^(?:\[|\d{1,3}(?:\.\d{1,3}){3}$)/.test(host) ? null : host;
}
