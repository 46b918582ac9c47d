import { expect } from 'chai';
import { requestInput } from '../../../lib/cli/trace/request.ts';
import { shellWords } from '../../../lib/cli/trace/shell-words.ts';
import type { RequestInput } from '../../../lib/matching/index.ts';

const ACCEPT = { accept: ['*/*'] };

const CURLS: readonly (readonly [command: string, expected: Partial<RequestInput>])[] = [
  ['curl https://a.example.com/cart', { scheme: 'https', authority: 'a.example.com', path: '/cart', headers: ACCEPT }],
  ['curl a.example.com', { scheme: 'http', authority: 'a.example.com', path: '/', headers: ACCEPT }],
  [
    "curl -sSX PUT 'https://a.example.com:8443/x?y=1'",
    { method: 'PUT', port: 8443, authority: 'a.example.com:8443', path: '/x?y=1' },
  ],
  [
    'curl https://a/x --data-binary @f',
    { method: 'POST', headers: { ...ACCEPT, 'content-type': ['application/x-www-form-urlencoded'] } },
  ],
  ['curl -d a=1 -G https://a/x', { headers: ACCEPT }],
  ['curl -I https://a/', { method: 'HEAD' }],
  [
    "curl -H 'Host: b' -H 'X-A: 1' -H 'X-A: 2' -H 'Accept:' https://a/",
    { authority: 'b', headers: { 'x-a': ['1', '2'] } },
  ],
  ['curl --http2 https://a/', { protocol: 'http2', alpn: ['h2', 'http/1.1'] }],
  ['curl -0 http://a/', { protocol: 'http1.0' }],
  ['curl --cert c.pem https://a/', { clientCertificate: { presented: true, validated: false } }],
  ['curl --connect-to a:443:gw:8443 https://a/', { port: 8443, authority: 'a' }],
  ['curl --max-time 5 -o /dev/null -k https://a/y', { path: '/y' }],
  ['curl -u u:p https://a/', { headers: { authorization: ['Basic dTpw'], ...ACCEPT } }],
  [
    "curl --json '{}' https://a/",
    { method: 'POST', headers: { accept: ['application/json'], 'content-type': ['application/json'] } },
  ],
];

describe('requestInput', () => {
  for (const [curl, expected] of CURLS) {
    it(curl, () => {
      expect(requestInput(undefined, { curl })).to.deep.include(expected);
    });
  }

  it('reads a URL as it is typed, without its fragment', () => {
    expect(requestInput('https://u:p@[::1]:443/a/../b?x#f', {})).to.deep.include({
      scheme: 'https',
      authority: '[::1]',
      path: '/a/../b?x',
      port: 443,
    });
  });

  it('lets options win over the URL', () => {
    const input = requestInput('https://a/', { port: 8443, sni: 'none', 'client-cert': 'validated', request: 'PUT' });
    expect(input).to.deep.include({ port: 8443, sni: null, method: 'PUT' });
    expect(input.clientCertificate).to.deep.equal({ presented: true, validated: true });
  });

  it('keeps a header named __proto__', () => {
    const { headers } = requestInput('a', { header: '__proto__: 1' });
    expect(Object.entries(headers ?? {})).to.deep.equal([['__proto__', ['1']]]);
  });

  it('splits words as a shell does', () => {
    expect(shellWords(`curl 'a b' "c \\"d\\"" e\\ f \\\n  $'g\\'h' ''`)).to.deep.equal([
      'curl',
      'a b',
      'c "d"',
      'e f',
      "g'h",
      '',
    ]);
  });
});
