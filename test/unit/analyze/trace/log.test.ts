/** Access log lines as Istio's sidecars print them, against the shop sample. */
import { expect } from 'chai';
import type { Envelope, TraceLogResult } from '../../../../lib/model/index.ts';
import { runCli } from '../../../support/run-cli.ts';
import { samplePath } from '../../../support/samples.ts';
import { expectValid } from '../../../contract/schemas.ts';

const TAIL = '"10.0.0.9" "curl/8" "8d2f" "shop.example.com"';
const line = (path: string, status: string, rest: string, cluster = '-', method = 'GET'): string =>
  `[2026-01-01T00:00:00.000Z] "${method} ${path} HTTP/2" ${status} ${rest} - "-" 0 0 1 - ${TAIL} "-" ${cluster} - 10.40.0.10:8443 10.0.0.9:5000 shop.example.com -`;
const NC = line('/blog/1', '503 NC', 'cluster_not_found', '-');
const LINES = [
  NC,
  line('/blog/2', '503 NC', 'cluster_not_found', '-'),
  line('/cart/x', '200 -', 'via_upstream', 'outbound|8080|v1|cart.shop.svc.cluster.local;'),
  line('/cart/x', '504 UT', 'response_timeout', 'outbound|8080|v9|cart.shop.svc.cluster.local;'),
  '[2026-01-01T00:00:00.000Z] "- - -" 0 NR filter_chain_not_found - "-" 0 0 0 - "-" "-" "-" "-" "-" - - 10.40.0.10:8443 10.0.0.9:5001 nope.example.com -',
  '[2026-01-01T00:00:00.000Z] "GET /blog/3 HTTP/2" 503 NC "-" "-" 0 0 1 - "-" "-" "-" "shop.example.com" "-" - - 10.40.0.10:8443 10.0.0.9:5000 shop.example.com -',
  JSON.stringify({
    method: 'GET',
    path: '/admin',
    authority: 't1.shop.example.com',
    protocol: 'HTTP/1.1',
    response_code: 403,
    response_flags: '-',
    response_code_details: 'rbac_access_denied_matched_policy[ns[istio-system]-policy[deny-admin]-rule[0]]',
    downstream_local_address: '10.40.0.10:8443',
    requested_server_name: 't1.shop.example.com',
  }),
  '2026-01-01T00:00:00Z info the agent says hello',
];

async function ask(stdin: string, log: string): Promise<TraceLogResult> {
  const { stdout, exitCode } = await runCli(['trace', '--log', log, samplePath('shop'), '-o', 'json'], { stdin });
  expect(exitCode).to.equal(0);
  const document = JSON.parse(stdout) as Envelope<TraceLogResult>;
  expectValid('trace-log', document, log);
  if (document.result === null) throw new Error('no result');
  return document.result;
}

describe('trace --log', () => {
  it('groups lines by cause and says what the dump does', async () => {
    const { groups, lines, unread } = await ask(LINES.join('\n'), '-');
    expect([lines, unread]).to.deep.equal([8, 1]);
    const rows = groups.map(({ count, status, flags, cause, agreement }) => [
      count,
      status,
      flags.join(),
      cause,
      agreement,
    ]);
    expect(rows).to.deep.equal([
      [3, 503, 'NC', 'the route names a cluster that the proxy does not have', 'same'],
      [1, 200, '', 'the endpoint answered', 'same'],
      [1, 504, 'UT', 'the endpoint did not answer within the timeout of the route', 'other'],
      [1, null, 'NR', 'no filter chain takes the connection', 'same'],
      [1, 403, '', 'AuthorizationPolicy istio-system/deny-admin rules[0] denies it', 'same'],
    ]);
  });

  it('takes one line as its value', async () => {
    const { groups } = await ask('', NC);
    expect(groups.map(({ trace, example }) => [trace.source?.resource?.name, example.request])).to.deep.equal([
      ['storefront-extra', 'GET shop.example.com/blog/1'],
    ]);
  });
});
