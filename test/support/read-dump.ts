/** Raw Envoy JSON, as a file or made by hand, through the real reading rooms into the model. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { memorySource } from '../../lib/base/source/index.ts';
import type { HttpConnectionManager, Listener, Snapshot } from '../../lib/model/index.ts';
import { ALL_SECTIONS, normalize } from '../../lib/normalize/index.ts';
import type { Raw } from './raw-json.ts';

/** Reads `config_dump.json` (or `.gz`). */
export function loadSnapshot(path: string): Snapshot {
  const bytes = readFileSync(path);
  return read(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

/** Sections may be named by the last part of their type. */
export function snapshotOf(dump: Raw): Snapshot {
  const configs = (dump['configs'] as readonly Raw[]).map((section) => ({
    ...section,
    '@type': `type.googleapis.com/envoy.admin.v3.${String(section['@type']).split('.').at(-1) ?? ''}`,
  }));
  return read(Buffer.from(JSON.stringify({ ...dump, configs })));
}

function read(bytes: Buffer): Snapshot {
  return normalize(
    [{ origin: { name: 'dump.json', kind: 'file' }, source: memorySource(bytes), named: true }],
    ALL_SECTIONS,
  );
}

/** One listener as the model has it. */
export function listenerOf(raw: Raw): Listener {
  const { listeners } = snapshotOf({
    configs: [{ '@type': 'ListenersConfigDump', static_listeners: [{ listener: raw }] }],
  });
  const [listener] = listeners;
  if (listener === undefined) throw new Error('the listener was not read');
  return listener;
}

/** The options of one connection manager. */
export function hcmOf(raw: Raw): HttpConnectionManager {
  const target = listenerOf({
    name: 'l',
    address: { socket_address: { address: '0.0.0.0', port_value: 80 } },
    filter_chains: [{ filters: [{ name: 'hcm', typed_config: { '@type': HCM_TYPE, ...raw } }] }],
  }).filterChains[0]?.target;
  if (target?.kind !== 'http') throw new Error('the connection manager was not read');
  return target;
}

export const HCM_TYPE =
  'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
