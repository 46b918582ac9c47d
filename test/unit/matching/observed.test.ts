/** Behavior of Envoy 1.40.0 that the oracle brought to light and the reference does not have. */
import { expect } from 'chai';
import type { RequestInput } from '../../../lib/matching/index.ts';
import { templatePattern } from '../../../lib/matching/uri-template.ts';
import type { Raw } from '../../support/raw-json.ts';
import type { BenchConfig } from '../../support/vector-bench.ts';
import { ask, outcome } from '../../support/vector-bench.ts';

const GRPC = { 'content-type': 'application/grpc' };
const EDGE = { use_remote_address: true };
const header = (name: string, exact: string, flags = {}): BenchConfig => ({
  match: { prefix: '/', headers: [{ name, string_match: { exact } }] },
  flags,
});
const rewrite = (regex: string, substitution: string): BenchConfig => ({
  routes: [{ match: { prefix: '/' }, redirect: { regex_rewrite: { pattern: { regex }, substitution } } }],
});
const any = { match: { prefix: '/' } };
const escaped = { ...any, hcm: { path_with_escaped_slashes_action: 'UNESCAPE_AND_REDIRECT' } };
const ranges = (...matches: Raw[]): BenchConfig => ({
  listener: {
    filter_chains: matches.map((match, position) => ({
      name: String(position),
      filter_chain_match: match,
      filters: [{ name: 'tcp', typed_config: { '@type': 'x.TcpProxy', cluster: 'c' } }],
    })),
  },
});
const EVERYWHERE = { prefix_ranges: [{ address_prefix: '0.0.0.0' }] };

const CASES: readonly (readonly [about: string, BenchConfig, RequestInput, expected: string])[] = [
  ['one-slot headers are joined whatever the flag', header('accept', 'a'), { headers: { accept: ['a', 'b'] } }, '404'],
  ['one-slot headers are joined by a comma', header('accept', 'a,b'), { headers: { accept: ['a', 'b'] } }, 'v/0'],
  ['joining leaves empty fields out', header('accept', 'a'), { headers: { accept: ['a', ''] } }, 'v/0'],
  ['an empty x-forwarded-proto ends the search', any, { headers: { 'x-forwarded-proto': '' } }, '404'],
  ['an absolute https line is taken from trusted clients', any, { path: 'https://a/x' }, 'v/0'],
  ['an absolute https line on plain text is 403 at the edge', { ...any, hcm: EDGE }, { path: 'https://a/x' }, '403'],
  ['HTTP/1.0 is 426', any, { protocol: 'http1.0' }, '426'],
  [
    'HTTP/1.0 is taken when allowed',
    { ...any, hcm: { http_protocol_options: { accept_http_10: true } } },
    { protocol: 'http1.0' },
    'v/0',
  ],
  ['an unknown method is 400 in HTTP/1', any, { method: 'FOO' }, '400'],
  ['an unknown method is a method in HTTP/2', any, { method: 'FOO', protocol: 'http2' }, 'v/0'],
  ['a slash in the host is 400', any, { authority: 'ns/a' }, '400'],
  ['an escaped slash redirects', escaped, { path: '/a%2Fb' }, '307 /a/b'],
  ['but not gRPC', escaped, { path: '/a%2Fb', headers: GRPC }, '200'],
  ['a substitution that names no group changes nothing', rewrite('a', '\\1'), { path: '/a' }, '301 http://a/a'],
  ['a rewrite to nothing changes nothing', rewrite('.*', ''), { path: '/a?q' }, '301 http://a/a?q'],
  ['a lost first slash comes back', rewrite('^/a', 'x'), { path: '/ab' }, '301 http://a/xb'],
  ['an upgrade that nobody allows is 403', any, { headers: { connection: 'Upgrade', upgrade: 'websocket' } }, '403'],
  [
    'a written 0.0.0.0/0 beside an absent range is a toss-up',
    ranges(EVERYWHERE, {}),
    { scheme: 'tcp', sni: null, destinationIp: '1.1.1.1' },
    '? several',
  ],
];

describe('behavior observed on Envoy 1.40.0', () => {
  for (const [about, config, request, expected] of CASES) {
    it(about, () => {
      expect(outcome(ask(config, request))).to.equal(expected);
    });
  }

  it('answers gRPC requests with 200 and a grpc-status', () => {
    const none = ask({ match: { path: '/x' } }, { headers: GRPC });
    expect(none).to.include({ disposition: 'not-found', status: 200, grpcStatus: 12 });
    const charset = ask({ match: { path: '/x' } }, { headers: { 'content-type': 'application/grpc; charset=x' } });
    expect(charset).to.include({ disposition: 'not-found', status: 404, grpcStatus: null });
  });

  it('quotes only five characters of a template', () => {
    expect(templatePattern('/a*')).to.equal('/a*');
    expect(templatePattern('/a.(b)$+')).to.equal('/a\\.\\(b\\)\\$\\+');
    expect(templatePattern('/{}')).to.equal(null);
  });
});
