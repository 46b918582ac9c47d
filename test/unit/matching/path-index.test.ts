/** The index only leaves out routes that certainly fail: the first match is the same with and without it. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { AdmittedRequest } from '../../../lib/matching/index.ts';
import { MatchingIndex, answer, requestOf } from '../../../lib/matching/index.ts';
import { PathIndex } from '../../../lib/matching/path-index.ts';
import type { RouteMatch } from '../../../lib/model/index.ts';
import { FACTS, MATCHES, requestFrom, tableOf } from '../../support/small-hosts.ts';

const ODD: readonly RouteMatch[] = [
  { path: { kind: 'connect' } },
  { path: { kind: 'none' } },
  { path: { kind: 'unsupported', field: 'x', raw: {} } },
  { path: { kind: 'regex', regex: '(?=/a)' } },
  { path: { kind: 'prefix', value: '[redacted]' } },
  { path: { kind: 'regex', regex: '/a/(b|ab)+/?' } },
  { path: { kind: 'regex', regex: '.*(ab)+.*' } },
];

describe('path index', () => {
  const paths = (FACTS[0] ?? []).filter((_, i) => i % 23 === 0);
  const stage = new MatchingIndex(tableOf([]).snapshot);
  const headers = (FACTS[1] ?? []).filter((_, i) => i % 9 === 0);
  const requests = [
    ...paths.map((path) => [path]),
    ...headers.map((value) => [{ path: '/a' }, value]),
    ...(FACTS[3] ?? []).map((method) => [{ path: '/a' }, method]),
    [{ method: 'CONNECT', path: null }],
    [{ path: '/a;v/b' }],
    [{ path: '/A?q=a' }],
  ]
    .map((parts) => answer(stage, requestOf({ ...requestFrom(parts), ...parts[0] })).admitted)
    .filter((request): request is AdmittedRequest => request !== null);

  for (const ignoreParameters of [false, true]) {
    it(`keeps every route that may match${ignoreParameters ? ', parameters ignored' : ''}`, () => {
      expect(requests).to.have.length.above(30);
      fc.assert(
        fc.property(fc.array(MATCHES, { minLength: 3, maxLength: 5 }), (lists) => {
          const { config, host } = tableOf([...lists.flat(), ...ODD]);
          const table = stage.tableOf({ ...config, ignorePathParameters: ignoreParameters });
          const index = new PathIndex(host.routes, stage.regexes, ignoreParameters);
          for (const request of requests) {
            const may = host.routes.filter((route) => table.verdict(route, request).kind !== 'notMatched');
            const kept = index.candidates(request);
            expect(kept.filter((route) => may.includes(route))).to.deep.equal(may);
            expect([...kept].sort((a, b) => a.index - b.index)).to.deep.equal(kept);
          }
        }),
        { numRuns: 150, seed: 7 },
      );
    });
  }
});
