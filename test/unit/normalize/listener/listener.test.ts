import { expect } from 'chai';
import { readListener } from '../../../../lib/normalize/listener/index.ts';
import type { ListenerDraft } from '../../../../lib/normalize/listener/index.ts';
import { Reading, foldKeys } from '../../../../lib/normalize/read/index.ts';
import { Tally } from '../../../../lib/normalize/tally.ts';

const EMPTY: ListenerDraft = {
  name: '',
  state: 'warming',
  address: null,
  port: null,
  protocol: 'TCP',
  bindToPort: true,
  useOriginalDst: false,
  listenerFilters: [],
  filterChains: [],
};

function bound(address: string, port: number, rest: object = {}): object {
  return { socket_address: { address, port_value: port, ...rest } };
}

const INSPECTOR = 'envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector';

const CASES: readonly (readonly [name: string, raw: object, expected: Partial<ListenerDraft>])[] = [
  ['nothing: Envoy defaults', {}, {}],
  [
    'a bound address',
    { name: '0.0.0.0_80', address: bound('0.0.0.0', 80) },
    { name: '0.0.0.0_80', address: '0.0.0.0', port: 80 },
  ],
  ['an IPv6 address without brackets', { address: bound('::', 80) }, { address: '::', port: 80 }],
  [
    'a UDP address',
    { address: bound('0.0.0.0', 443, { protocol: 'UDP' }) },
    { address: '0.0.0.0', port: 443, protocol: 'UDP' },
  ],
  [
    'a UDP address by number',
    { address: bound('0.0.0.0', 443, { protocol: 1 }) },
    { address: '0.0.0.0', port: 443, protocol: 'UDP' },
  ],
  ['a port left to a resolver', { address: { socket_address: { address: 'a', named_port: 'x' } } }, { address: 'a' }],
  ['a pipe', { address: { pipe: { path: '/run/x' } } }, { address: 'unix:///run/x' }],
  ['an internal listener', { internal_listener: {} }, { protocol: 'internal' }],
  [
    'an internal listener of old',
    { address: { envoy_internal_address: { server_listener_name: 'x' } } },
    { protocol: 'internal' },
  ],
  [
    'more addresses',
    {
      address: bound('1.1.1.1', 80),
      additional_addresses: [{ address: bound('::1', 80) }, { address: bound('2.2.2.2', 80) }],
    },
    { address: '1.1.1.1', port: 80, additionalAddresses: ['[::1]:80', '2.2.2.2:80'] },
  ],
  ['a list of no addresses', { additional_addresses: [] }, {}],
  ['a listener that is only handed connections', { bind_to_port: false }, { bindToPort: false }],
  ['the same in API v2', { deprecated_v1: { bind_to_port: false } }, { bindToPort: false }],
  ['the same with nothing said in API v2', { deprecated_v1: {} }, {}],
  ['original destination', { use_original_dst: true }, { useOriginalDst: true }],
  [
    'original destination as Envoy 1.14 prints it',
    { hidden_envoy_deprecated_use_original_dst: true },
    { useOriginalDst: true },
  ],
  ['a direction', { traffic_direction: 'OUTBOUND' }, { trafficDirection: 'OUTBOUND' }],
  ['a direction by number', { traffic_direction: 1 }, { trafficDirection: 'INBOUND' }],
  [
    'a unified matcher, as read',
    { filter_chain_matcher: { matcher_tree: {} } },
    { filterChainMatcher: { matcherTree: {} } },
  ],
  [
    'listener filters',
    {
      listener_filters: [
        { name: 'envoy.listener.tls_inspector', config: {} },
        {
          name: 'a',
          typed_config: { '@type': `type.googleapis.com/${INSPECTOR}` },
          filter_disabled: { any_match: true },
        },
        {
          name: 'b',
          filter_disabled: { destination_port_range: { start: 1, end: 2 } },
          typed_config: { '@type': `type.googleapis.com/${INSPECTOR}` },
        },
      ],
    },
    {
      listenerFilters: [
        { name: 'envoy.listener.tls_inspector', type: null, config: {} },
        { name: 'a', type: INSPECTOR, config: { '@type': `type.googleapis.com/${INSPECTOR}` }, disabled: true },
        {
          name: 'b',
          type: INSPECTOR,
          config: {
            '@type': `type.googleapis.com/${INSPECTOR}`,
            filterDisabled: { destinationPortRange: { start: 1, end: 2 } },
          },
        },
      ],
    },
  ],
];

const NOTHING_KEPT = {
  documents: 0,
  listeners: 0,
  filterChains: 0,
  routeConfigs: 0,
  virtualHosts: 0,
  routes: 0,
  clusters: 0,
  endpoints: 0,
  secrets: 0,
};

describe('normalize listener', () => {
  for (const [name, raw, expected] of CASES) {
    for (const [spelling, value] of [
      ['snake_case', raw],
      ['lowerCamel', foldKeys(raw)],
    ] as const) {
      it(`reads ${name} in ${spelling}`, () => {
        const reading = new Reading();
        const tally = new Tally();
        expect(readListener(value, 'warming', reading, tally)).to.deep.equal({ ...EMPTY, ...expected });
        expect(tally.close(NOTHING_KEPT).filterChains).to.deep.equal({ in: 0, skipped: [] });
        expect([...reading.unknownFields]).to.deep.equal([]);
      });
    }
  }

  it('puts the default chain last, meets every chain, and keeps the places of those beside a damaged one', () => {
    const raw = { default_filter_chain: { name: 'd' }, filter_chains: [{ name: 'a' }, 'damage', { name: 'b' }] };
    const tally = new Tally();
    const { filterChains } = readListener(raw, null, new Reading(), tally);
    expect(filterChains.map(({ name, index, isDefault }) => [name, index, isDefault])).to.deep.equal([
      ['a', 0, false],
      ['b', 2, false],
      ['d', 3, true],
    ]);
    expect(tally.close({ ...NOTHING_KEPT, filterChains: 3 }).filterChains).to.deep.equal({
      in: 4,
      skipped: [{ reason: 'not an object', count: 1 }],
    });
  });

  it('names chains that are to be discovered as a gap', () => {
    const reading = new Reading();
    readListener({ fcds_config: {} }, null, reading, new Tally());
    expect([...(reading.unknownFields.get('envoy.config.listener.v3.Listener') ?? [])]).to.deep.equal([
      ['fcds_config', 1],
    ]);
  });
});
