/** envoy.config.listener.v3.Listener, in API v2 and v3 spelling. */
import type { Listener, ResourceState } from '../../model/index.ts';
import { addressText, readAddress } from '../cluster/index.ts';
import { enumName, flag, list, member, message, object, text, foldKeys } from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';
import type { Tally } from '../tally.ts';
import { readListenerFilters } from './filter.ts';
import { readFilterChain } from './filter-chain.ts';
import type { FilterChainDraft } from './filter-chain.ts';
import { WITHOUT_BEARING } from './listener-ignored.ts';

/** A listener before it has its place in the snapshot. */
export interface ListenerDraft extends Omit<Listener, 'id' | 'at' | 'label' | 'filterChains'> {
  readonly filterChains: FilterChainDraft[];
}

/** The chains are read last: the default one comes after all others, wherever the dump has it. */
interface Draft {
  readonly listener: { -readonly [Key in keyof ListenerDraft]: ListenerDraft[Key] };
  chains: readonly unknown[];
  defaultChain?: unknown;
}

/** envoy.config.core.v3.TrafficDirection by number. */
const DIRECTIONS = ['UNSPECIFIED', 'INBOUND', 'OUTBOUND'];

const address: FieldReader<Draft> = ({ listener }, value, reading) => {
  const bound = readAddress(value, reading);
  switch (bound.kind) {
    case 'socket':
      listener.address = bound.host === '' ? null : bound.host;
      listener.port = bound.port;
      if (bound.udp) listener.protocol = 'UDP';
      return;
    case 'pipe':
      listener.address = addressText(bound);
      return;
    case 'internal':
      listener.protocol = 'internal';
      return;
    case 'none':
      return;
  }
};

const useOriginalDst: FieldReader<Draft> = ({ listener }, value) => {
  listener.useOriginalDst = flag(value);
};

const deprecatedV1: FieldReader<Draft> = ({ listener }, value) => {
  const bind = member(value, 'bind_to_port', 'bindToPort');
  if (bind !== undefined) listener.bindToPort = flag(bind);
};

/**
 * `fcds_config` and `api_listener` are left out on purpose: with either, the listener has chains that its dump does not
 * show, so it is named as a gap.
 */
const LISTENER = message<Draft>('envoy.config.listener.v3.Listener', {
  ...WITHOUT_BEARING,
  name: ({ listener }, value) => {
    listener.name = text(value);
  },
  address,
  additional_addresses: ({ listener }, value, reading) => {
    const all = list(value).map((raw) => addressText(readAddress(member(raw, 'address'), reading)));
    if (all.length > 0) listener.additionalAddresses = all;
  },
  internal_listener: ({ listener }) => {
    listener.protocol = 'internal';
  },
  filter_chains: (draft, value) => {
    draft.chains = list(value);
  },
  default_filter_chain: (draft, value) => {
    draft.defaultChain = value;
  },
  filter_chain_matcher: ({ listener }, value) => {
    listener.filterChainMatcher = foldKeys(value);
  },
  listener_filters: ({ listener }, value, reading) => {
    listener.listenerFilters = readListenerFilters(value, reading);
  },
  use_original_dst: useOriginalDst,
  hidden_envoy_deprecated_use_original_dst: useOriginalDst,
  bind_to_port: ({ listener }, value) => {
    listener.bindToPort = flag(value);
  },
  deprecated_v1: deprecatedV1,
  traffic_direction: ({ listener }, value) => {
    listener.trafficDirection = enumName(value, DIRECTIONS);
  },
});

/** Meets every chain; one that is no object is skipped, and the others keep their places. */
function readChains(draft: Draft, reading: Reading, tally: Tally): void {
  const keep = (raw: unknown, index: number, isDefault: boolean): void => {
    tally.meet('filterChains');
    if (object(raw) === undefined) tally.skip('filterChains', 'not an object');
    else draft.listener.filterChains.push(readFilterChain(raw, index, isDefault, reading));
  };
  draft.chains.forEach((raw, index) => {
    keep(raw, index, false);
  });
  if (draft.defaultChain !== undefined) keep(draft.defaultChain, draft.chains.length, true);
}

/** The value inside the admin wrapper; bind_to_port is true unless the dump says otherwise. */
export function readListener(raw: unknown, state: ResourceState, reading: Reading, tally: Tally): ListenerDraft {
  const listener: Draft['listener'] = {
    name: '',
    state,
    address: null,
    port: null,
    protocol: 'TCP',
    bindToPort: true,
    useOriginalDst: false,
    listenerFilters: [],
    filterChains: [],
  };
  const draft = LISTENER({ listener, chains: [] }, raw, reading);
  readChains(draft, reading, tally);
  return listener;
}
