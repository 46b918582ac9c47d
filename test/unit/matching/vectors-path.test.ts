/** Vectors 1-35 of reference/envoy-semantics.md section 12: paths and their normalization. */
import { expect } from 'chai';
import type { RequestInput } from '../../../lib/matching/index.ts';
import { admit, profileOf, requestOf } from '../../../lib/matching/index.ts';
import { hcmOf } from '../../support/read-dump.ts';
import type { Raw } from '../../support/raw-json.ts';
import type { BenchConfig } from '../../support/vector-bench.ts';
import { ask, outcome } from '../../support/vector-bench.ts';

type Vector = readonly [number: number, config: BenchConfig, request: RequestInput | string, expected: string];

const YES = 'v/0';
const NO = '404';
const ISTIO = { http_reject_path_with_fragment: 'false' };
const OLD_PARAMETERS = { strip_path_parameters_per_segment: false };
const IGNORE_PARAMETERS = { ignore_path_parameters_in_path_matching: true };
const NORMALIZE = { normalize_path: true };
const regex = (text: string): Raw => ({ safe_regex: { regex: text } });
const template = (text: string): Raw => ({ path_match_policy: { typed_config: { path_template: text } } });
const present = { prefix: '', headers: [{ name: 'x', present_match: true }] };

const VECTORS: readonly Vector[] = [
  [1, { match: { path: '/exact' } }, '/exact?x=1', YES],
  [2, { match: { path: '/exact' } }, '/exact/', NO],
  [3, { match: { path: '/Exact-CI', case_sensitive: false } }, '/EXACT-CI?z', YES],
  [4, { match: { prefix: '/pfx' } }, '/pfxabc', YES],
  [5, { match: { prefix: '/pfx' } }, '/PFX', NO],
  [6, { match: { prefix: '/withq?a=1' } }, '/withq?a=1', NO],
  [7, { match: { path: '/exactq?a=1' } }, '/exactq?a=1', NO],
  [8, { match: { path_separated_prefix: '/api/dev' } }, '/api/dev?x', YES],
  [9, { match: { path_separated_prefix: '/api/dev' } }, '/api/developer', NO],
  [10, { match: { path_separated_prefix: '/CI/dev', case_sensitive: false } }, '/ci/DEV/x', YES],
  [11, { match: regex('/re/[a-z]+') }, '/re/abc?x=1', YES],
  [12, { match: regex('/re/[a-z]+') }, '/re/abc/', NO],
  [13, { match: { ...regex('/RX/[a-z]+'), case_sensitive: false } }, '/rx/abc', NO],
  [14, { match: regex('/x|/xyz') }, '/xyz', YES],
  [15, { match: regex('(?i)/inl') }, '/INL', YES],
  [16, { match: present }, { path: '/nowhere', headers: { x: '1' } }, YES],
  [17, { match: { prefix: '/' } }, { path: '*', method: 'OPTIONS' }, '404'],
  [19, { match: { path: '/exact' } }, '/exact#f', '400'],
  [20, { match: { path: '/e' }, flags: ISTIO }, '/e#f', YES],
  [21, { match: { path: '/a/b', query_parameters: [{ name: 'x' }] }, flags: ISTIO }, '/a/b#f?x=1', NO],
  [21, { match: { path: '/a/b' }, flags: ISTIO }, '/a/b#f?x=1', YES],
  [22, { match: { prefix: '/a/b' }, hcm: NORMALIZE }, '/%61/b', YES],
  [22, { match: { prefix: '/a/b' }, hcm: NORMALIZE }, '/a/./b', YES],
  [22, { match: { prefix: '/a/b' }, hcm: NORMALIZE }, '/x/../a/b', YES],
  [22, { match: { prefix: '/a/b' }, hcm: NORMALIZE }, '/a\\b', YES],
  [23, { match: { prefix: '/a/b' }, hcm: NORMALIZE }, '/a//b', NO],
  [23, { match: { prefix: '/a/b' }, hcm: NORMALIZE }, '/a%2Fb', NO],
  [24, { match: { prefix: '/a/b' }, hcm: { ...NORMALIZE, merge_slashes: true } }, '//a///b', YES],
  [25, { match: { path: '//' }, hcm: { merge_slashes: true } }, '//', YES],
  [
    26,
    { match: { prefix: '/' }, hcm: { ...NORMALIZE, path_with_escaped_slashes_action: 'UNESCAPE_AND_REDIRECT' } },
    '/a%5Cb',
    '307 /a/b',
  ],
  [27, { match: { prefix: '/' }, hcm: { path_with_escaped_slashes_action: 'REJECT_REQUEST' } }, '/a%2fb', '400'],
  [28, { match: { path: '/a/b' }, hcm: NORMALIZE }, '/x/..;v=1/a/b', YES],
  [
    28,
    { match: { path: '/x/..;v=1/a/b' }, hcm: NORMALIZE, flags: { strip_dotdot_segments_with_parameters: false } },
    '/x/..;v=1/a/b',
    YES,
  ],
  [29, { match: { prefix: '/' }, hcm: NORMALIZE }, '/a%00', '400'],
  [30, { match: { path: '/%C3%A9' }, hcm: NORMALIZE }, { path: '/é', protocol: 'http2' }, YES],
  [31, { match: { path: '/a/b' }, rc: IGNORE_PARAMETERS }, '/a;p/b;q?x', YES],
  [31, { match: { path: '/a/b' }, rc: IGNORE_PARAMETERS, flags: OLD_PARAMETERS }, '/a;p/b;q?x', NO],
  [32, { match: { path: '/a/b' }, rc: IGNORE_PARAMETERS }, '/a/b;/c', NO],
  [32, { match: { path: '/a/b' }, rc: IGNORE_PARAMETERS, flags: OLD_PARAMETERS }, '/a/b;/c', YES],
  [33, { match: { prefix: '/x;v' }, rc: IGNORE_PARAMETERS }, '/x;v', NO],
  [34, { match: template('/a3/**') }, '/a3/', YES],
  [34, { match: template('/a3/**') }, '/a3', NO],
  [35, { match: template('/a1/{x}') }, '/a1/x/', NO],
  [35, { match: template('/a1/{x}') }, '/a1/x', YES],
];

describe('vectors of the reference: paths', () => {
  for (const [number, config, request, expected] of VECTORS) {
    const input = typeof request === 'string' ? { path: request } : request;
    it(`${String(number)}: ${JSON.stringify(config)} ${JSON.stringify(input)} is ${expected}`, () => {
      expect(outcome(ask(config, input))).to.equal(expected);
    });
  }

  it('18: an absolute request line replaces the Host header', () => {
    const routes = [{ match: { path: '/exact' }, direct_response: { status: 200 } }];
    const hosts = [{ name: 'other', domains: ['other'], routes }];
    expect(outcome(ask({ hosts }, { path: 'http://other/exact' }))).to.equal('other/0');
  });

  it('17, 19, 29: says which check refused the request', () => {
    const hcm = hcmOf({ normalize_path: true });
    const profile = profileOf(null, { runtime: new Map() });
    const connection = { secure: false, listenerPort: 80, certificate: null };
    const reasons = [{ path: '*', method: 'OPTIONS' }, { path: '/exact#f' }, { path: '/a%00' }].map((input) =>
      admit(requestOf({ authority: 'a', ...input }), connection, hcm, profile),
    );
    expect(reasons.map((admission) => (admission.kind === 'refused' ? admission.reason : 'admitted'))).to.deep.equal([
      'absolute_path_rejected',
      'path_normalization_failed',
      'path_normalization_failed',
    ]);
  });
});
