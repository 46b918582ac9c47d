import { expect } from 'chai';
import { memorySource } from '../../../../lib/base/source/index.ts';
import { fleetOf } from '../../../../lib/analyze/fleet/index.ts';
import type { FleetMember } from '../../../../lib/analyze/fleet/index.ts';
import type { Snapshot } from '../../../../lib/model/index.ts';
import { ALL_SECTIONS, normalize } from '../../../../lib/normalize/index.ts';
import { sampleBytes } from '../../../support/samples.ts';

type Edit = (text: string) => string;

const SEED = sampleBytes('seed').toString();

function snapshotOf(text: string): Snapshot {
  const input = {
    origin: { name: 'dump', kind: 'file' as const },
    source: memorySource(Buffer.from(text)),
    named: true,
  };
  return normalize([input], ALL_SECTIONS);
}

/** Pods a, b, c, … of one workload, each the seed with its edit. */
function pods(...edits: readonly (Edit | null)[]): FleetMember[] {
  return edits.map((edit, at) => ({
    namespace: 'ns',
    name: 'abcdef'[at] ?? '',
    workload: 'gw',
    snapshot: snapshotOf(edit === null ? SEED : edit(SEED)),
  }));
}

interface Dump {
  readonly configs: readonly Record<string, unknown>[];
}

/** Changes the routes of the first virtual host of http.8080. */
function routes(change: (routes: Record<string, unknown>[]) => unknown[]): Edit {
  return (text) => {
    const dump = JSON.parse(text) as Dump;
    for (const section of dump.configs) {
      for (const { route_config: config } of (section['dynamic_route_configs'] ?? []) as {
        route_config: { virtual_hosts: { routes: Record<string, unknown>[] }[] };
      }[]) {
        const [host] = config.virtual_hosts;
        if (host !== undefined) host.routes = change(host.routes) as Record<string, unknown>[];
      }
    }
    return JSON.stringify(dump);
  };
}

function found(...edits: readonly (Edit | null)[]): string[] {
  const [group] = fleetOf(pods(...edits));
  return (group?.odd ?? []).flatMap(({ pod, differences }) =>
    differences.map(({ kind, selector, how }) => `${pod} ${kind} ${selector} ${how}`),
  );
}

describe('fleetOf', () => {
  it('pods that agree; times, versions of a push and the own address do not count', () => {
    const other: Edit = (text) =>
      text
        .replaceAll('10.40.0.10', '10.40.0.99')
        .replaceAll(/"last_updated": "[^"]*"/g, '"last_updated": "2030-01-01T00:00:00Z"')
        .replaceAll(/"version_info": "[^"]*"/g, '"version_info": "other"');
    expect(other(SEED)).to.not.equal(SEED);
    expect(fleetOf(pods(null, other, null))).to.deep.equal([
      { workload: 'gw', namespace: 'ns', same: ['a.ns', 'b.ns', 'c.ns'], odd: [], tie: false },
    ]);
  });

  const CASES: readonly (readonly [string, Edit, readonly string[]])[] = [
    [
      'a route that is missing',
      routes((all) => all.filter((_, at) => at !== 2)),
      ['b.ns route http.8080/*:80/2 missing'],
    ],
    [
      'a route more',
      routes((all) => [{ ...all[0], match: { prefix: '/new' } }, ...all]),
      ['b.ns route http.8080/*:80/0 extra'],
    ],
    [
      'a route that does something else',
      routes((all) => all.map((one, at) => (at === 1 ? { ...one, route: { cluster: 'x' } } : one))),
      ['b.ns route http.8080/*:80/1 differs'],
    ],
    ['routes in another order', routes((all) => all.toReversed()), ['b.ns virtualHost http.8080/*:80 order']],
    [
      'another Istio',
      (text) => text.replaceAll('"ISTIO_VERSION": "1.30.3"', '"ISTIO_VERSION": "1.29.0"'),
      ['b.ns istioVersion Istio differs'],
    ],
    [
      'a cluster of another name',
      (text) =>
        text.replaceAll(
          '"outbound|9080||productpage.default.svc.cluster.local"',
          '"outbound|9080||p.default.svc.cluster.local"',
        ),
      [],
    ],
  ];
  for (const [what, edit, expected] of CASES) {
    it(what, () => {
      expect(edit(SEED)).to.not.equal(SEED);
      const all = found(null, edit, null);
      if (expected.length > 0) expect(all).to.deep.equal(expected);
      else expect(all).to.include('b.ns cluster outbound|9080||productpage.default.svc.cluster.local missing');
    });
  }

  it('many differences: the first few and the number of all', () => {
    const [group] = fleetOf(pods(null, (text) => text.replaceAll('"outbound|', '"out|'), null));
    expect(group?.odd[0]?.differences).to.have.length(8);
    expect(group?.odd[0]?.total).to.be.greaterThan(8);
  });

  it('the largest group is right; of equal ones nobody knows', () => {
    const edit: Edit = (text) => text.replaceAll('"prefix": "/static"', '"prefix": "/s"');
    const [most] = fleetOf(pods(edit, null, edit));
    expect([most?.same, most?.odd.map(({ pod }) => pod), most?.tie]).to.deep.equal([['a.ns', 'c.ns'], ['b.ns'], false]);
    expect(fleetOf(pods(null, edit))[0]?.tie).to.equal(true);
    expect(fleetOf(pods(null, edit, (text) => edit(edit(text)).replaceAll('"/login"', '"/l"')))[0]?.tie).to.equal(true);
  });

  it('a section that one pod was not asked for is no difference', () => {
    const [a] = pods(null);
    const routesOnly = normalize(
      [{ origin: { name: 'r', kind: 'file' }, source: memorySource(sampleBytes('seed', 'routes.json')), named: true }],
      ALL_SECTIONS,
    );
    if (a === undefined) throw new Error('no pod');
    const [group] = fleetOf([a, { ...a, name: 'b', snapshot: routesOnly }]);
    const kinds = (group?.odd ?? []).flatMap(({ differences }) => differences.map(({ kind }) => kind));
    expect(kinds).to.not.include('cluster').and.not.include('listener').and.not.include('istioVersion');
  });

  it('pods of other workloads, and pods alone, are not compared', () => {
    const [a, b] = pods(null, null);
    if (a === undefined || b === undefined) throw new Error('no pods');
    expect(fleetOf([a, { ...b, workload: 'other' }])).to.deep.equal([]);
    expect(fleetOf([a, { ...b, namespace: 'other' }])).to.deep.equal([]);
    expect(
      fleetOf([
        { ...a, workload: null },
        { ...b, workload: null },
      ]),
    ).to.deep.equal([]);
  });
});
