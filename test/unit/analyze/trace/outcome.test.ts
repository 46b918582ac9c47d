/** Clusters, endpoints and filters in an outcome: who answers, and how sure that is. */
import { expect } from 'chai';
import { expectationMet, traceDocument, traceLine, tracerOf } from '../../../../lib/analyze/trace/index.ts';
import { requestOf } from '../../../../lib/matching/index.ts';
import type { RequestInput } from '../../../../lib/matching/index.ts';
import type { TraceLine } from '../../../../lib/model/index.ts';
import { attribute } from '../../../../lib/provenance/index.ts';
import type { Raw } from '../../../support/raw-json.ts';
import { snapshotOf } from '../../../support/read-dump.ts';
import { hcmFilter } from '../../../support/vector-bench.ts';

const RBAC = 'type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC';
const LUA = {
  name: 'my.lua',
  typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua' },
};
const ROUTER = {
  name: 'envoy.filters.http.router',
  typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router' },
};
const deny = (permission: Raw): Raw => ({
  name: 'rbac',
  typed_config: {
    '@type': RBAC,
    rules: {
      action: 'DENY',
      policies: { 'ns[shop]-policy[no]-rule[1]': { permissions: [permission], principals: [{ any: true }] } },
    },
  },
});
const ADMIN = { url_path: { path: { prefix: '/admin' } } };

interface Bench {
  readonly route?: Raw;
  readonly routes?: readonly Raw[];
  readonly filters?: readonly Raw[];
  readonly clusters?: readonly Raw[];
  readonly endpoints?: readonly Raw[];
}

function tracer({
  route = { cluster: 'c' },
  routes,
  filters = [],
  clusters = [],
  endpoints = [],
}: Bench): ReturnType<typeof tracerOf> {
  const table = routes ?? [{ match: { prefix: '/' }, route }];
  const hcm = hcmFilter({ routes: table, hcm: { http_filters: [...filters, ROUTER] } });
  const listener = {
    name: 'l',
    address: { socket_address: { address: '0.0.0.0', port_value: 80 } },
    filter_chains: [{ filters: [hcm] }],
  };
  const snapshot = snapshotOf({
    configs: [
      { '@type': 'ListenersConfigDump', static_listeners: [{ listener }] },
      { '@type': 'RoutesConfigDump' },
      { '@type': 'ClustersConfigDump', static_clusters: clusters.map((cluster) => ({ cluster })) },
      {
        '@type': 'EndpointsConfigDump',
        static_endpoint_configs: endpoints.map((config) => ({ endpoint_config: config })),
      },
    ],
  });
  return tracerOf(snapshot, attribute(snapshot), { runtime: new Map() });
}

function ask(bench: Bench, input: RequestInput = {}): TraceLine {
  return traceLine(tracer(bench), requestOf({ port: 80, scheme: 'http', authority: 'a', path: '/', ...input }));
}

function cluster(name: string, hosts: readonly string[], more: Raw = {}): Raw {
  const endpoints = hosts.map((health, at) => ({
    endpoint: { address: { socket_address: { address: `10.0.0.${String(at + 1)}`, port_value: 1 } } },
    health_status: health,
  }));
  return {
    name,
    type: 'STATIC',
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: endpoints }] },
    ...more,
  };
}

const NO_PANIC = { common_lb_config: { healthy_panic_threshold: {} } };

describe('outcome of a trace', () => {
  const cases: readonly (readonly [title: string, bench: Bench, expected: readonly [string, number | null]])[] = [
    ['a cluster with a host', { clusters: [cluster('c', ['HEALTHY'])] }, ['forwarded', null]],
    ['a cluster that is not there', { clusters: [cluster('d', ['HEALTHY'])] }, ['forwarded', 503]],
    ['a cluster without hosts', { clusters: [cluster('c', [])] }, ['forwarded', 503]],
    ['an unhealthy host, in panic', { clusters: [cluster('c', ['UNHEALTHY'])] }, ['forwarded', null]],
    ['an unhealthy host, panic off', { clusters: [cluster('c', ['UNHEALTHY'], NO_PANIC)] }, ['forwarded', 503]],
    ['EDS whose endpoints are not in the input', { clusters: [{ name: 'c', type: 'EDS' }] }, ['forwarded', null]],
    [
      'RBAC denies',
      { clusters: [cluster('c', ['HEALTHY'])], filters: [deny({ any: true })] },
      ['direct-response', 403],
    ],
    ['RBAC denies before a 404', { routes: [], filters: [deny({ any: true })] }, ['direct-response', 403]],
    ['RBAC does not match', { clusters: [cluster('c', ['HEALTHY'])], filters: [deny(ADMIN)] }, ['forwarded', null]],
    [
      'RBAC cannot be told',
      { clusters: [cluster('c', ['HEALTHY'])], filters: [deny({ matcher: {} })] },
      ['forwarded', null],
    ],
    [
      'a script before RBAC',
      { clusters: [cluster('c', ['HEALTHY'])], filters: [LUA, deny({ any: true })] },
      ['indeterminate', null],
    ],
    [
      'a script after RBAC',
      { clusters: [cluster('c', ['HEALTHY'])], filters: [deny({ any: true }), LUA] },
      ['direct-response', 403],
    ],
  ];
  for (const [title, bench, expected] of cases) {
    it(`${title}: ${expected.join(' ')}`, () => {
      const line = ask(bench);
      expect([line.disposition, line.status], line.why).to.deep.equal(expected);
    });
  }

  it('keeps the route where a filter answers, and names the policy', () => {
    const line = ask({ filters: [deny({ any: true })] });
    expect(line.route?.index).to.equal(0);
    expect(line.why).to.include('AuthorizationPolicy shop/no rules[1]');
  });

  it('answers gRPC clients with 200 and a grpc-status', () => {
    const request = requestOf({
      port: 80,
      scheme: 'http',
      authority: 'a',
      path: '/',
      headers: { 'content-type': 'application/grpc' },
    });
    const { status, grpcStatus, flag } = traceDocument(tracer({ clusters: [cluster('c', [])] }), request);
    expect([status, grpcStatus, flag]).to.deep.equal([200, 14, 'UH']);
  });

  it('tells a share of a weighted route that nobody answers', () => {
    const route = {
      weighted_clusters: {
        clusters: [
          { name: 'c', weight: 75 },
          { name: 'gone', weight: 25 },
        ],
      },
    };
    const line = ask({ route, clusters: [cluster('c', ['HEALTHY'])] });
    expect([line.disposition, line.status]).to.deep.equal(['forwarded', null]);
    expect(line.why).to.include('c (75 %), gone (25 %), but gone does not exist (503, NC)');
  });

  it('says which answers meet an expectation', () => {
    const line = ask({ clusters: [cluster('c', ['HEALTHY'])] });
    const lost = ask({ clusters: [] });
    const open = ask({
      routes: [{ match: { prefix: '/', dynamic_metadata: [{ filter: 'x' }] }, route: { cluster: 'c' } }],
    });
    expect(open.disposition).to.equal('indeterminate');
    expect([line, lost, open].map((one) => expectationMet(one, 'c'))).to.deep.equal([true, false, false]);
    expect([line, lost, open].map((one) => expectationMet(one, '503'))).to.deep.equal([false, true, false]);
  });
});
