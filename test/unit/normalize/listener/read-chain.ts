/** Reads one filter chain the only way there is: inside a listener. */
import { readListener } from '../../../../lib/normalize/listener/index.ts';
import type { FilterChainDraft } from '../../../../lib/normalize/listener/index.ts';
import { Reading } from '../../../../lib/normalize/read/index.ts';
import { Tally } from '../../../../lib/normalize/tally.ts';

export function readChain(raw: unknown, reading: Reading = new Reading()): FilterChainDraft {
  const [chain] = readListener({ filter_chains: [raw] }, null, reading, new Tally()).filterChains;
  if (chain === undefined) throw new Error('no chain was read');
  return chain;
}

const HTTP = 'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';

/** A chain with nothing but an HTTP connection manager with these options. */
export function httpChain(options: object): object {
  const config = { '@type': `type.googleapis.com/${HTTP}`, ...options };
  return { filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config: config }] };
}
