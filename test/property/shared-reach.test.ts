/** Virtual hosts with equal lists of routes share verdicts: each gets what it gets when it is looked at alone. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { Reachability } from '../../lib/analyze/reach/index.ts';
import { MatchingIndex } from '../../lib/matching/index.ts';
import type { RouteConfiguration, RouteMatch, RouteReach, VirtualHost } from '../../lib/model/index.ts';
import { MATCHES, tableOf } from '../support/small-hosts.ts';

const RUNS = 25;
const SEED = 20261129;

type Id = VirtualHost['id'];

/** What sets virtual hosts apart beside their routes: names, options, and whether the proxy leads to them at all. */
const HOSTS: readonly Partial<VirtualHost>[] = [
  { domains: ['a.test'] },
  { domains: ['b.test', 'b.test:8443'] },
  { domains: ['*.c.test'] },
  { domains: ['odd@name.test'] },
  { domains: ['d.test'], requireTls: 'ALL' },
  { domains: ['e.test'], incomplete: true },
  { domains: ['f.test'], requireTls: 'EXTERNAL_ONLY' },
  { domains: ['no name'] },
];

const ASKS_FOR_HOST: RouteMatch = {
  path: { kind: 'prefix', value: '/' },
  headers: [{ name: ':authority', test: { kind: 'exact', value: 'b.test' } }],
};

function configOf(config: RouteConfiguration, lists: readonly (readonly RouteMatch[])[]): RouteConfiguration {
  const virtualHosts = HOSTS.flatMap((parts, at) =>
    lists.map((matches, list): VirtualHost => {
      const { host } = tableOf(matches, { host: parts });
      const domains = host.domains.map((domain) => (list === 0 ? domain : `${String(list)}${domain}`));
      return { ...host, id: (config.id * 1000 + at * 100 + list + 1000) as Id, name: domains.join(), domains };
    }),
  );
  return { ...config, virtualHosts };
}

/** The table that the listener leads to, and others that nothing leads to. */
function sceneOf(lists: readonly (readonly RouteMatch[])[]): MatchingIndex {
  const { snapshot, config } = tableOf([]);
  const other = { ...config, id: 101 as Id, name: 'other', label: 'other' };
  const strict = { ...other, id: 102 as Id, name: 'strict', label: 'strict', ignorePathParameters: true };
  const routeConfigs = [config, other, strict].map((one) => configOf(one, lists));
  return new MatchingIndex({ ...snapshot, routeConfigs });
}

function outcomes(index: MatchingIndex, counts: { shared: number; troubled: number }): void {
  const together = new Reachability(index);
  for (const config of index.snapshot.routeConfigs) {
    for (const host of config.virtualHosts) {
      const alone = new Reachability(index).routes(config, host);
      const expected = alone.flatMap((reach: RouteReach, position) =>
        reach.kind === 'reachable' ? [] : [{ position, reach }],
      );
      expect(together.unreached(config, host), `${config.label} ${host.name}`).to.deep.equal(expected);
      counts.shared++;
      counts.troubled += expected.length;
    }
  }
}

describe('verdicts that virtual hosts share', () => {
  it('are those that each of them gets alone', function () {
    this.timeout(180_000);
    const counts = { shared: 0, troubled: 0 };
    fc.assert(
      fc.property(MATCHES, MATCHES, (first, second) => {
        outcomes(sceneOf([first, [...first, ...second], [...second, ...first]]), counts);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(counts.troubled).to.be.above(counts.shared);
  });

  it('are not shared where a route asks for the name', () => {
    const { snapshot, config } = tableOf([]);
    const matches: readonly RouteMatch[] = [ASKS_FOR_HOST, { path: { kind: 'prefix', value: '/' } }];
    const index = new MatchingIndex({ ...snapshot, routeConfigs: [configOf(config, [matches])] });
    outcomes(index, { shared: 0, troubled: 0 });
    const reachability = new Reachability(index);
    const kinds = index.snapshot.routeConfigs.flatMap((one) =>
      one.virtualHosts.slice(0, 2).map((host) => reachability.unreached(one, host).map(({ reach }) => reach.kind)),
    );
    expect(kinds).to.deep.equal([['impossible'], []]);
  });
});
