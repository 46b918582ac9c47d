/** Vectors 111-122 of reference/envoy-semantics.md section 12: clusters, endpoints and RBAC. */
import { expect } from 'chai';
import type { AdmittedRequest, RequestInput } from '../../../lib/matching/index.ts';
import { admit, drawCluster, endpointLoad, rbacVerdicts, requestOf } from '../../../lib/matching/index.ts';
import type { Cluster, Endpoint, EntityId, LocalityEndpoints } from '../../../lib/model/index.ts';
import type { Raw } from '../../support/raw-json.ts';
import type { BenchConfig } from '../../support/vector-bench.ts';
import { ANSWER, ask, benchIndex, outcome } from '../../support/vector-bench.ts';

const to = (name: string, clusters: Raw): BenchConfig => ({
  routes: [{ match: { prefix: '/' }, route: { cluster: name } }],
  clusters,
});
const active = (...names: string[]): Raw => ({
  dynamic_active_clusters: names.map((name) => ({ cluster: { name, type: 'EDS' } })),
});

describe('vectors of the reference: clusters', () => {
  it('111: a cluster that is not there is 503 (404 and 500 when the route says so)', () => {
    expect(outcome(ask(to('gone', active('here')), {}))).to.equal('503');
    const route = { cluster: 'gone', cluster_not_found_response_code: 'NOT_FOUND' };
    const config = { routes: [{ match: { prefix: '/' }, route }], clusters: active('here') };
    expect(outcome(ask(config, {}))).to.equal('404');
    expect(outcome(ask(to('here', active('here')), {}))).to.equal('v/0');
  });

  it('111: without a clusters section nothing is claimed about the cluster', () => {
    const config = { routes: [{ match: { prefix: '/' }, route: { cluster: 'gone' } }] };
    expect(outcome(ask(config, {}))).to.equal('v/0');
  });

  it('112: a warming cluster is no cluster', () => {
    expect(outcome(ask(to('w', { dynamic_warming_clusters: [{ cluster: { name: 'w' } }] }), {}))).to.equal('503');
  });

  it('118: a missing member of weighted clusters takes its share, and only that', () => {
    const clusters = ['here', 'gone'].map((name) => ({ name, weight: 1 }));
    const routes = [{ match: { prefix: '/' }, route: { weighted_clusters: { clusters } } }];
    const given = ask({ routes, clusters: active('here') }, {});
    expect(outcome(given)).to.equal('v/0');
    const drawn = Array.from({ length: 10 }, (_, n) => drawCluster(given.clusters, BigInt(n))?.name);
    expect(drawn.filter((name) => name === 'gone')).to.have.length(5);
  });
});

const clusterWith = (extra: Partial<Cluster>): Cluster => ({
  id: 0 as EntityId,
  at: { document: 0, start: 0, end: 0 },
  name: 'c',
  state: 'active',
  type: 'EDS',
  lbPolicy: 'ROUND_ROBIN',
  panicThreshold: null,
  upstreamProtocol: null,
  ...extra,
});
const hosts = (...health: string[]): readonly Endpoint[] =>
  health.map((status, position) => ({ address: `10.0.0.${String(position)}:80`, health: status }));
const local = (
  priority: number,
  endpoints: readonly Endpoint[],
  extra: Partial<LocalityEndpoints> = {},
): LocalityEndpoints => ({
  locality: 'l',
  priority,
  endpoints,
  ...extra,
});

describe('vectors of the reference: endpoints', () => {
  const sick = [local(0, hosts('UNHEALTHY'))];

  it('113: an empty cluster serves nobody', () => {
    expect(endpointLoad(clusterWith({}), [])).to.deep.equal({ kind: 'none' });
  });

  it('114: one unhealthy host of one still serves: panic', () => {
    const load = endpointLoad(clusterWith({}), sick);
    expect(load).to.nested.include({ kind: 'load', 'priorities[0].panic': true, 'priorities[0].percent': 100 });
  });

  it('115: with a panic threshold of zero it does not', () => {
    expect(endpointLoad(clusterWith({ panicThreshold: 0 }), sick)).to.deep.equal({ kind: 'none' });
  });

  it('116: half of priority 0 healthy leaves it 70 %', () => {
    const load = endpointLoad(clusterWith({}), [local(0, hosts('HEALTHY', 'UNHEALTHY')), local(1, hosts('HEALTHY'))]);
    const percents = load.kind === 'load' ? load.priorities.map(({ percent }) => percent) : [];
    expect(percents).to.deep.equal([70, 30]);
  });

  it('117: under locality weights a locality without one gets nothing', () => {
    const rows = [
      local(0, hosts('HEALTHY'), { locality: 'a', weight: 1 }),
      local(0, hosts('HEALTHY'), { locality: 'b' }),
    ];
    const load = endpointLoad(clusterWith({ localityWeighted: true }), rows);
    const percents = load.kind === 'load' ? load.priorities[0]?.localities.map(({ percent }) => percent) : [];
    expect(percents).to.deep.equal([100, 0]);
  });

  const loadOf = (rows: readonly LocalityEndpoints[], changes: Partial<Cluster> = {}): readonly number[][] => {
    const load = endpointLoad(clusterWith(changes), rows);
    if (load.kind === 'none') return [];
    return load.priorities.map(({ percent, localities }) => [percent, ...localities.map((part) => part.percent)]);
  };

  // All observed on Envoy 1.40 (test/oracle/endpoints.ts).
  it('degraded endpoints take what the healthy ones of all priorities leave', () => {
    const mixed = local(0, hosts('HEALTHY', 'DEGRADED', 'UNHEALTHY', 'UNHEALTHY'));
    expect(loadOf([mixed, local(1, hosts('HEALTHY'))])).to.deep.equal([
      [35, 100],
      [65, 100],
    ]);
    expect(loadOf([local(0, hosts('HEALTHY', 'DEGRADED'))])).to.deep.equal([[100, 70, 30]]);
  });

  it('draining endpoints do not count', () => {
    expect(loadOf([local(0, hosts('HEALTHY', 'DRAINING')), local(1, hosts('HEALTHY'))])).to.deep.equal([
      [100, 100],
      [0, 0],
    ]);
  });

  it('where all priorities panic, each gets by the number of its endpoints', () => {
    const rows = [local(0, hosts('UNHEALTHY', 'UNHEALTHY', 'UNHEALTHY')), local(1, hosts('UNHEALTHY'))];
    expect(loadOf(rows).map(([percent]) => percent)).to.deep.equal([75, 25]);
  });

  it('locality weights that reach no endpoint are passed over', () => {
    const rows = [
      local(0, hosts('UNHEALTHY'), { locality: 'a', weight: 3 }),
      local(0, hosts('HEALTHY', 'HEALTHY', 'HEALTHY'), { locality: 'b' }),
    ];
    expect(loadOf(rows, { localityWeighted: true })).to.deep.equal([[100, 0, 100]]);
  });
});

const rbac = (rules: Raw): Raw => ({
  http_filters: [{ name: 'rbac', typed_config: { '@type': 'x.filters.http.rbac.v3.RBAC', rules } }],
});
const denyPath = (path: string): Raw =>
  rbac({
    action: 'DENY',
    policies: { p: { permissions: [{ url_path: { path: { exact: path } } }], principals: [{ any: true }] } },
  });
const withHost = (hcm: Raw, more: Raw, route: Raw = {}): BenchConfig => ({
  hcm,
  hosts: [{ name: 'v', domains: ['a'], routes: [{ match: { path: '/pp' }, ...ANSWER, ...route }], ...more }],
});

/** What the RBAC filters say, given the outcome that the routes would have. */
function denials(config: BenchConfig, input: RequestInput): readonly string[] {
  const given = ask(config, input);
  const index = benchIndex(config);
  const { target } = given.chain ?? {};
  if (target?.kind !== 'http') throw new Error('no HTTP chain');
  const connection = { secure: false, listenerPort: 80, certificate: { presented: false, validated: false } };
  const admission = admit(requestOf({ authority: 'a', ...input }), connection, target, index.profile);
  if (admission.kind !== 'admitted') throw new Error('not admitted');
  const request: AdmittedRequest = admission.request;
  const context = {
    request,
    asked: request.facts.request,
    certificate: connection.certificate,
    listenerPort: 80,
    regexes: index.regexes,
    ignorePathParameters: false,
  };
  return rbacVerdicts(target, given, context).map(({ decision }) => decision.kind);
}

describe('vectors of the reference: RBAC', () => {
  it('119: a denial comes before "no route"', () => {
    const config = withHost(denyPath('/none'), {});
    expect(outcome(ask(config, { path: '/none' }))).to.equal('404');
    expect(denials(config, { path: '/none' })).to.deep.equal(['denied']);
    expect(denials(config, { path: '/pp' })).to.deep.equal(['allowed']);
  });

  it('120: an ALLOW list without rules denies all, before require_tls', () => {
    const config = withHost(rbac({ action: 'ALLOW' }), { require_tls: 'ALL' });
    expect(outcome(ask(config, { path: '/pp' }))).to.equal('301 https://a/pp');
    expect(denials(config, { path: '/pp' })).to.deep.equal(['denied']);
  });

  it('121: url_path looks at the path without its query', () => {
    expect(denials(withHost(denyPath('/pp'), {}), { path: '/pp?q=1' })).to.deep.equal(['denied']);
  });

  it('122: a route can turn the filter off', () => {
    const off = { '@type': 'type.googleapis.com/envoy.config.route.v3.FilterConfig', disabled: true };
    const config = withHost(denyPath('/pp'), {}, { typed_per_filter_config: { rbac: off } });
    expect(denials(config, { path: '/pp' })).to.deep.equal([]);
  });

  it('cannot tell what hangs on a token', () => {
    const principals = [{ metadata: { filter: 'envoy.filters.http.jwt_authn' } }];
    const policies = { p: { permissions: [{ any: true }], principals } };
    expect(denials(withHost(rbac({ action: 'DENY', policies }), {}), { path: '/pp' })).to.deep.equal(['indeterminate']);
  });

  it('a plain connection has no server name, whatever its Host says (observed on Envoy 1.40)', () => {
    const policies = { p: { permissions: [{ requested_server_name: { exact: 'a' } }], principals: [{ any: true }] } };
    const asked = { path: '/pp', scheme: 'http', authority: 'a' } as const;
    expect(denials(withHost(rbac({ action: 'DENY', policies }), {}), asked)).to.deep.equal(['allowed']);
    expect(denials(withHost(rbac({ action: 'ALLOW', policies }), {}), asked)).to.deep.equal(['denied']);
  });
});
