/** A witness as a line for a shell. */
import type { FindingRequest } from '../../../model/index.ts';

const OWN_PORT = { http: 80, https: 443 } as const;

/**
 * `curl -i 'https://shop.example.com/cart'`; what `trace --curl` reads back as the same request. `headers`: those to be
 * written, where curl sends the others by itself.
 */
export function curlLine(request: FindingRequest, headers: FindingRequest['headers'] = request.headers): string {
  const { scheme, port, authority, path, method, sni } = request;
  const digits = port === null || port === OWN_PORT[scheme] ? '' : `:${String(port)}`;
  const words = ['curl', '-i'];
  if (/\/\.{1,2}(?:\/|$|\?)/.test(path)) words.push('--path-as-is');
  if (/[[\]{}]/.test(path)) words.push('-g');
  // Only HTTP/2 has the scheme as a header, and curl then sends the one given.
  if (headers[':scheme'] !== undefined) words.push(scheme === 'https' ? '--http2' : '--http2-prior-knowledge');
  if (method === 'HEAD') words.push('-I');
  else if (method !== 'GET') words.push('-X', quoted(method));
  // Another name in the handshake than in the request: curl takes the URL's for both, and a Host header for the latter.
  const named = scheme === 'https' && sni !== null && sni !== authority ? sni : authority;
  if (named !== authority) words.push('-H', quoted(`Host: ${authority}`));
  for (const [name, values] of Object.entries(headers)) {
    for (const value of values) words.push('-H', quoted(value === '' ? `${name};` : `${name}: ${value}`));
  }
  words.push(quoted(`${scheme}://${named}${digits}${path}`));
  return words.join(' ');
}

/** Single quotes, in which a shell reads nothing. */
function quoted(text: string): string {
  return /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
