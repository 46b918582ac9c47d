import { expect } from 'chai';
import type { Filter } from '../../../../lib/model/index.ts';
import { Reading, foldKeys } from '../../../../lib/normalize/read/index.ts';
import { httpChain, readChain } from './read-chain.ts';

function readFilters(filters: unknown, reading: Reading = new Reading()): readonly Filter[] {
  const { target } = readChain(httpChain({ http_filters: filters }), reading);
  if (target.kind !== 'http') throw new Error('not HTTP');
  return target.httpFilters;
}

function typed(type: string, config: object = {}): object {
  return { '@type': `type.googleapis.com/${type}`, ...config };
}

function struct(kind: string, type: string, value: object): object {
  return typed(`${kind}.TypedStruct`, { type_url: `type.googleapis.com/${type}`, value });
}

const RBAC = 'envoy.extensions.filters.http.rbac.v3.RBAC';
const POLICIES = {
  rules: { action: 'DENY', policies: { 'ns[b]-policy[x_y]-rule[0]': {}, 'ns[a]-policy[x]-rule[1]': {} } },
  shadow_rules: { policies: { 'ns[b]-policy[dry]-rule[0]': {}, 'ns[b]-policy[x_y]-rule[0]': {} } },
};
const POLICY_NAMES = ['ns[a]-policy[x]-rule[1]', 'ns[b]-policy[dry]-rule[0]', 'ns[b]-policy[x_y]-rule[0]'];

const GRPC = { grpc_service: { envoy_grpc: { cluster_name: 'outbound|9000||authz' } } };

const NAMES: readonly (readonly [name: string, filter: object, names: readonly string[] | undefined])[] = [
  ['RBAC policies, in the order in which Envoy tries them', { typed_config: typed(RBAC, POLICIES) }, POLICY_NAMES],
  ['RBAC in API v2', { typed_config: typed('envoy.config.filter.http.rbac.v2.RBAC', POLICIES) }, POLICY_NAMES],
  ['RBAC in a TypedStruct', { typed_config: struct('xds.type.v3', RBAC, POLICIES) }, POLICY_NAMES],
  ['RBAC in a TypedStruct of old', { typed_config: struct('udpa.type.v1', RBAC, POLICIES) }, POLICY_NAMES],
  ['RBAC without a type', { name: 'envoy.filters.http.rbac', config: POLICIES }, POLICY_NAMES],
  [
    'RBAC in a Struct',
    { name: 'envoy.filters.http.rbac', typed_config: typed('google.protobuf.Struct', { value: POLICIES }) },
    POLICY_NAMES,
  ],
  ['RBAC without rules', { typed_config: typed(RBAC) }, undefined],
  [
    'JWT providers as they are spelled',
    {
      typed_config: typed('envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication', {
        providers: { origins_1: {}, 'origins-0': {} },
      }),
    },
    ['origins-0', 'origins_1'],
  ],
  [
    'a Wasm plugin',
    {
      typed_config: typed('envoy.extensions.filters.http.wasm.v3.Wasm', {
        config: { name: 'ns.plugin', root_id: 'r' },
      }),
    },
    ['ns.plugin'],
  ],
  [
    'a Wasm plugin without a name',
    { typed_config: typed('envoy.extensions.filters.http.wasm.v3.Wasm', { config: { root_id: 'r' } }) },
    ['r'],
  ],
  [
    'ext_authz by gRPC',
    { typed_config: typed('envoy.extensions.filters.http.ext_authz.v3.ExtAuthz', GRPC) },
    ['outbound|9000||authz'],
  ],
  [
    'ext_authz by HTTP',
    {
      typed_config: typed('envoy.extensions.filters.http.ext_authz.v3.ExtAuthz', {
        http_service: { server_uri: { uri: 'http://a', cluster: 'outbound|80||a' } },
      }),
    },
    ['outbound|80||a'],
  ],
  [
    'a rate limit service',
    {
      typed_config: typed('envoy.extensions.filters.http.ratelimit.v3.RateLimit', {
        domain: 'd',
        rate_limit_service: GRPC,
      }),
    },
    ['d', 'outbound|9000||authz'],
  ],
  [
    'ext_proc by google_grpc',
    {
      typed_config: typed('envoy.extensions.filters.http.ext_proc.v3.ExternalProcessor', {
        grpc_service: { google_grpc: { target_uri: 'a:1' } },
      }),
    },
    ['a:1'],
  ],
  ['a router', { typed_config: typed('envoy.extensions.filters.http.router.v3.Router') }, undefined],
];

describe('normalize HTTP filters', () => {
  for (const [name, filter, names] of NAMES) {
    it(`finds the names of ${name} in both spellings`, () => {
      for (const raw of [filter, foldKeys(filter)]) {
        expect(readFilters([raw])[0]?.names).to.deep.equal(names);
      }
    });
  }

  it('takes the type out of a TypedStruct and keeps the configuration', () => {
    const config = struct('xds.type.v3', 'x.y.Z', { a_b: 1 });
    expect(readFilters([{ name: 'f', typed_config: config }])).to.deep.equal([
      {
        name: 'f',
        type: 'x.y.Z',
        config: {
          '@type': 'type.googleapis.com/xds.type.v3.TypedStruct',
          typeUrl: 'type.googleapis.com/x.y.Z',
          value: { a_b: 1 },
        },
      },
    ]);
  });

  it('keeps the order and says what is disabled', () => {
    const filters = [{ name: 'b', disabled: true }, { name: 'a', disabled: false, is_optional: true }, { name: 'b' }];
    expect(readFilters(filters)).to.deep.equal([
      { name: 'b', type: null, disabled: true },
      { name: 'a', type: null },
      { name: 'b', type: null },
    ]);
  });

  it('has no type for a filter that is discovered, unless a default is there', () => {
    const source = { config_source: { ads: {} }, type_urls: ['type.googleapis.com/x.Wasm'] };
    const wasm = typed('x.Wasm', { config: { name: 'n' } });
    const reading = new Reading();
    expect(
      readFilters(
        [
          { name: 'extensions.istio.io/wasmplugin/ns.a', config_discovery: source },
          { name: 'b', config_discovery: { ...source, default_config: wasm } },
        ],
        reading,
      ),
    ).to.deep.equal([
      { name: 'extensions.istio.io/wasmplugin/ns.a', type: null },
      { name: 'b', type: 'x.Wasm', config: wasm, names: ['n'] },
    ]);
    expect([...reading.unknownFields]).to.deep.equal([]);
  });

  it('takes a single filter without a list, as the bootstrap of Istio before 1.5 has it', () => {
    expect(readFilters({ name: 'envoy.router' })).to.deep.equal([{ name: 'envoy.router', type: null }]);
  });

  it('survives names that belong to objects', () => {
    const policies = JSON.parse('{"__proto__": {}, "constructor": {}}') as object;
    expect(readFilters([{ typed_config: typed(RBAC, { rules: { policies } }) }])[0]?.names).to.deep.equal([
      '__proto__',
      'constructor',
    ]);
  });
});
