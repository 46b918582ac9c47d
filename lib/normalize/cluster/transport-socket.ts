/** envoy.config.core.v3.TransportSocket, and the TLS context inside it however it is wrapped. */
import { addFields } from '../../base/index.ts';
import type { TransportSocket, TransportSocketMatch } from '../../model/index.ts';
import { list, member, message, object, text } from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';
import { isMessage, readExtension } from './extension.ts';
import type { Extension } from './extension.ts';
import { readUpstreamTls } from './upstream-tls.ts';

/** `plain` when the bytes on the wire are plain text; `tlsContext` is the raw Downstream- or UpstreamTlsContext. */
export interface Socket {
  readonly name: string;
  readonly plain: boolean;
  readonly tlsContext?: unknown;
}

interface Draft {
  name: string;
  extension: Extension;
}

/** Names stand in for the type where an old proxy has an untyped `config`. */
const TLS_NAMES = new Set(['envoy.transport_sockets.tls', 'tls']);
const PLAIN_NAMES = new Set(['envoy.transport_sockets.raw_buffer', 'raw_buffer']);

/** internal_upstream, upstream_proxy_protocol, tap and the like wrap another socket; two deep at most in practice. */
const MAX_WRAPPERS = 4;

const config: FieldReader<Draft> = (draft, value) => {
  draft.extension = { type: null, value };
};

const SOCKET = message<Draft>('envoy.config.core.v3.TransportSocket', {
  name: (draft, value) => {
    draft.name = text(value);
  },
  typed_config: (draft, value) => {
    draft.extension = readExtension(value);
  },
  config,
  hidden_envoy_deprecated_config: config,
});

function isTls(name: string, extension: Extension): boolean {
  if (extension.type === null) return TLS_NAMES.has(name);
  return isMessage(extension, 'UpstreamTlsContext') || isMessage(extension, 'DownstreamTlsContext');
}

function quicContext(value: unknown): unknown {
  return (
    member(value, 'downstream_tls_context', 'downstreamTlsContext') ??
    member(value, 'upstream_tls_context', 'upstreamTlsContext')
  );
}

function openSocket(raw: unknown, reading: Reading, wrappers: number): Socket {
  const { name, extension } = SOCKET({ name: '', extension: { type: null, value: undefined } }, raw, reading);
  const { value } = extension;
  if (isTls(name, extension)) return { name, plain: false, tlsContext: value };
  if (isMessage(extension, 'RawBuffer') || PLAIN_NAMES.has(name)) return { name, plain: true };
  const quic = quicContext(value);
  if (quic !== undefined) return { name, plain: false, tlsContext: quic };
  const inner = member(value, 'transport_socket', 'transportSocket');
  if (inner === undefined || wrappers === MAX_WRAPPERS) return { name, plain: false };
  return { ...openSocket(inner, reading, wrappers + 1), name };
}

/** The socket by its own name, with the TLS context of the innermost one. */
export function readSocket(raw: unknown, reading: Reading): Socket {
  return openSocket(raw, reading, 0);
}

export function readTransportSocket(raw: unknown, reading: Reading): TransportSocket {
  const { name, tlsContext } = readSocket(raw, reading);
  return { name, ...(tlsContext === undefined ? {} : { tls: readUpstreamTls(tlsContext, reading) }) };
}

/** A v2 `tls_context`, which Envoy turns into this socket. */
export function socketOfTlsContext(raw: unknown, reading: Reading): TransportSocket {
  return { name: 'envoy.transport_sockets.tls', tls: readUpstreamTls(raw, reading) };
}

interface MatchDraft {
  matchName: string;
  match: Readonly<Record<string, string>>;
  socket: TransportSocket;
}

const MATCH = message<MatchDraft>('envoy.config.cluster.v3.Cluster.TransportSocketMatch', {
  name: (draft, value) => {
    draft.matchName = text(value);
  },
  match: (draft, value) => {
    // A Struct: the keys are the author's own and are never folded.
    draft.match = Object.fromEntries(Object.entries(object(value) ?? {}).map(([key, wanted]) => [key, text(wanted)]));
  },
  transport_socket: (draft, value, reading) => {
    draft.socket = readTransportSocket(value, reading);
  },
});

export function readTransportSocketMatches(value: unknown, reading: Reading): TransportSocketMatch[] {
  return list(value).map((raw) => {
    const { matchName, match, socket } = MATCH({ matchName: '', match: {}, socket: { name: '' } }, raw, reading);
    return addFields(addFields({}, socket), { matchName, match });
  });
}
