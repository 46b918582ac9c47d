import { expect } from 'chai';
import type { Proxy } from '../../../../lib/model/index.ts';
import { readBootstrap } from '../../../../lib/normalize/bootstrap/index.ts';
import { Reading, member } from '../../../../lib/normalize/read/index.ts';
import { parsed, samplesWith, section } from '../cluster/both-spellings.ts';

const ROUTER = 'router~10.0.0.1~gw-x.istio-system~istio-system.svc.cluster.local';

const EMPTY: Proxy = {
  nodeId: '',
  type: 'unknown',
  name: null,
  namespace: null,
  labels: null,
  workload: null,
  clusterId: null,
  istioVersion: null,
  envoyVersion: null,
  domain: null,
  unprivileged: null,
  runtime: new Map(),
};

function node(fields: object): object {
  return { node: fields };
}

const CASES: readonly (readonly [name: string, raw: object, expected: Partial<Proxy>])[] = [
  ['nothing', {}, {}],
  [
    'a node id alone',
    node({ id: ROUTER }),
    { nodeId: ROUTER, type: 'router', name: 'gw-x', namespace: 'istio-system', domain: 'cluster.local' },
  ],
  ['an id of another program', node({ id: 'n', cluster: 'c' }), { nodeId: 'n' }],
  [
    'Istio metadata, which outweighs the id',
    node({
      id: ROUTER,
      metadata: {
        NAME: 'n',
        NAMESPACE: 'ns',
        LABELS: { 'a.b/c_d': 'x', n: 1 },
        ISTIO_VERSION: '1.30.3',
        WORKLOAD_NAME: 'w',
        CLUSTER_ID: 'k',
        UNPRIVILEGED_POD: 'true',
      },
    }),
    {
      nodeId: ROUTER,
      type: 'router',
      name: 'n',
      namespace: 'ns',
      labels: new Map([
        ['a.b/c_d', 'x'],
        ['n', '1'],
      ]),
      istioVersion: '1.30.3',
      workload: 'w',
      clusterId: 'k',
      unprivileged: true,
      domain: 'cluster.local',
    },
  ],
  [
    'an explicit no',
    node({ metadata: { UNPRIVILEGED_POD: 'false', LABELS: {} } }),
    { unprivileged: false, labels: new Map() },
  ],
  [
    'the build version',
    node({ user_agent_build_version: { version: { major_number: 1, minor_number: 29, patch: 2 } } }),
    { envoyVersion: { major: 1, minor: 29, patch: 2 } },
  ],
  [
    'a build version without a patch',
    node({ user_agent_build_version: { version: { major_number: 1, minor_number: 40 }, metadata: {} } }),
    { envoyVersion: { major: 1, minor: 40, patch: 0 } },
  ],
  [
    'the version of Envoy 1.12',
    node({ build_version: '48bc83d8f0582fc060ef76d5aa3d75400e739d9e/1.12.0-dev/Clean/RELEASE/BoringSSL' }),
    { envoyVersion: { major: 1, minor: 12, patch: 0 } },
  ],
  [
    'the version as one word',
    node({ user_agent_version: '1.14.4' }),
    { envoyVersion: { major: 1, minor: 14, patch: 4 } },
  ],
  [
    'the version as Envoy 1.14 prints API v2, below a build version',
    node({
      user_agent_build_version: { version: { major_number: 1, minor_number: 14, patch: 1 } },
      hidden_envoy_deprecated_build_version: 'x/1.12.0/Clean',
    }),
    { envoyVersion: { major: 1, minor: 14, patch: 1 } },
  ],
  [
    'that version alone',
    node({ hidden_envoy_deprecated_build_version: 'x/1.14.2/Clean' }),
    { envoyVersion: { major: 1, minor: 14, patch: 2 } },
  ],
  [
    'the runtime as Envoy 1.14 prints API v2',
    { hidden_envoy_deprecated_runtime: { base: { a: 1 } } },
    { runtime: new Map([['a', 1]]) },
  ],
  ['a version that is none', node({ user_agent_version: 'v2', user_agent_build_version: {} }), {}],
  [
    'runtime layers, of which later ones win',
    {
      layered_runtime: {
        layers: [
          { name: 'a', static_layer: { 'x.y': 1, z: 'a' } },
          { name: 'b', static_layer: { x: { y: 2, share: { numerator: 1, denominator: 'HUNDRED' }, none: {} } } },
          { name: 'admin', admin_layer: {} },
        ],
      },
    },
    {
      runtime: new Map<string, unknown>([
        ['x.y', 2],
        ['z', 'a'],
        ['x.share', { numerator: 1, denominator: 'HUNDRED' }],
        ['x.none', {}],
      ]),
    },
  ],
  [
    'the runtime of API v2 below all layers',
    {
      layered_runtime: { layers: [{ static_layer: { a: 2 } }] },
      runtime: { symlink_root: '/x', base: { a: 1, b: { c: true } } },
    },
    {
      runtime: new Map<string, unknown>([
        ['a', 2],
        ['b.c', true],
      ]),
    },
  ],
];

describe('normalize bootstrap', () => {
  for (const [name, raw, expected] of CASES) {
    it(`reads ${name}`, () => {
      const reading = new Reading();
      expect(readBootstrap(raw, reading)).to.deep.equal({ ...EMPTY, ...expected });
      expect([...reading.unknownFields]).to.deep.equal([]);
    });
  }

  it('reads lowerCamel spelling, and never folds metadata or runtime keys', () => {
    const raw = {
      node: {
        userAgentBuildVersion: { version: { majorNumber: 1, minorNumber: 40 } },
        metadata: { LABELS: { a_b: 'c' } },
      },
      layeredRuntime: { layers: [{ name: 'a', staticLayer: { 'envoy.reloadable_features.x_y': false } }] },
    };
    const proxy = readBootstrap(raw, new Reading());
    expect(proxy.envoyVersion).to.deep.equal({ major: 1, minor: 40, patch: 0 });
    expect(proxy.labels).to.deep.equal(new Map([['a_b', 'c']]));
    expect(proxy.runtime).to.deep.equal(new Map([['envoy.reloadable_features.x_y', false]]));
  });

  it('survives keys that belong to objects and a runtime that nests without end', () => {
    const labels = JSON.parse('{"__proto__": "a", "constructor": "b"}') as object;
    expect(readBootstrap(node({ metadata: { LABELS: labels } }), new Reading()).labels?.get('__proto__')).to.equal('a');
    expect(readBootstrap(node({ metadata: {} }), new Reading()).labels).to.equal(null);
    let layer: object = { a: 1 };
    for (let depth = 0; depth < 5000; depth += 1) layer = { a: layer };
    expect(readBootstrap({ runtime: { base: layer } }, new Reading()).runtime.size).to.equal(1);
  });

  it('has samples', () => {
    expect(samplesWith('bootstrap.json')).to.include.members(['seed', 'shop', 'sidecar']);
  });

  for (const name of samplesWith('bootstrap.json')) {
    it(`reads ${name} alike from Envoy and istioctl, with no unknown field`, () => {
      const reading = new Reading();
      const envoy = readBootstrap(member(section(name, 'BootstrapConfigDump'), 'bootstrap'), reading);
      expect(readBootstrap(member(parsed(name, 'bootstrap.json'), 'bootstrap'), reading)).to.deep.equal(envoy);
      expect(envoy.type).to.equal(name === 'sidecar' ? 'sidecar' : 'router');
      expect([envoy.envoyVersion?.minor, envoy.domain, envoy.runtime.size]).to.deep.equal([40, 'cluster.local', 5]);
      expect(envoy.istioVersion).to.match(/^1\.\d+\.\d+$/);
      expect([...reading.unknownFields]).to.deep.equal([]);
    });
  }
});
