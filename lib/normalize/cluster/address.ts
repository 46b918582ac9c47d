/** envoy.config.core.v3.Address: where a listener is bound and where an endpoint is reached. */
import { enumName, ignored, message, number, text } from '../read/index.ts';
import type { Reading } from '../read/index.ts';

/** The `address` oneof. `none` when the dump holds no arm that this version knows. */
export type Address =
  | { readonly kind: 'socket'; readonly host: string; readonly port: number | null; readonly udp: boolean }
  | { readonly kind: 'pipe'; readonly path: string }
  | { readonly kind: 'internal'; readonly listener: string; readonly endpointId: string }
  | { readonly kind: 'none' };

interface SocketDraft {
  host: string;
  port: number | null;
  udp: boolean;
}

/** SocketAddress.Protocol by number. */
const PROTOCOLS = ['TCP', 'UDP'];

const SOCKET = message<SocketDraft>('envoy.config.core.v3.SocketAddress', {
  address: (draft, value) => {
    draft.host = text(value);
  },
  port_value: (draft, value) => {
    draft.port = number(value);
  },
  protocol: (draft, value) => {
    draft.udp = enumName(value, PROTOCOLS) === 'UDP';
  },
  // A name for a resolver to turn into a port: the port itself is not in the dump.
  named_port: ignored,
  resolver_name: ignored,
  ipv4_compat: ignored,
  network_namespace_filepath: ignored,
});

const PIPE = message<{ path: string }>('envoy.config.core.v3.Pipe', {
  path: (draft, value) => {
    draft.path = text(value);
  },
  mode: ignored,
});

const INTERNAL = message<{ listener: string; endpointId: string }>('envoy.config.core.v3.EnvoyInternalAddress', {
  server_listener_name: (draft, value) => {
    draft.listener = text(value);
  },
  endpoint_id: (draft, value) => {
    draft.endpointId = text(value);
  },
});

const ADDRESS = message<{ address: Address }>('envoy.config.core.v3.Address', {
  socket_address: (draft, value, reading) => {
    draft.address = { kind: 'socket', ...SOCKET({ host: '', port: null, udp: false }, value, reading) };
  },
  pipe: (draft, value, reading) => {
    draft.address = { kind: 'pipe', ...PIPE({ path: '' }, value, reading) };
  },
  envoy_internal_address: (draft, value, reading) => {
    draft.address = { kind: 'internal', ...INTERNAL({ listener: '', endpointId: '' }, value, reading) };
  },
});

export function readAddress(raw: unknown, reading: Reading): Address {
  return ADDRESS({ address: { kind: 'none' } }, raw, reading).address;
}

/** As Envoy prints it (source/common/network/address_impl.cc), with `unix://` before a path; empty for `none`. */
export function addressText(address: Address): string {
  switch (address.kind) {
    case 'socket': {
      const host = address.host.includes(':') ? `[${address.host}]` : address.host;
      return address.port === null ? host : `${host}:${String(address.port)}`;
    }
    case 'pipe':
      return `unix://${address.path}`;
    case 'internal':
      return `envoy://${address.listener}/${address.endpointId}`;
    case 'none':
      return '';
  }
}
