/** Which patches select a listener's chain or a cluster (core/envoyfilter/{listener,cluster}_patch.go; reference 6). */
import { fieldOf, recordOf } from '../../../base/plain.ts';
import type { FilterChain, Listener } from '../../../model/index.ts';
import type { Place } from '../effective.ts';
import { matchNumber, matchText, type FilterPatch } from './patch.ts';

const CHAIN_TARGETS = new Set(['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER']);

/** Patches that may have touched this chain. */
export function chainPatches(
  patches: readonly FilterPatch[],
  listener: Listener,
  chain: FilterChain,
): readonly Place[] {
  return patches
    .filter((patch) => CHAIN_TARGETS.has(patch.applyTo) && chainFits(patch, listener, chain))
    .map(({ place }) => place);
}

/** HTTP filters of the chain that a patch names as what it inserts. */
export function insertedFilters(
  patches: readonly FilterPatch[],
  listener: Listener,
  chain: FilterChain,
): readonly { readonly filter: string; readonly place: Place }[] {
  const names = new Set([
    ...chain.networkFilters.map(({ name }) => name),
    ...(chain.target.kind === 'http' ? chain.target.httpFilters.map(({ name }) => name) : []),
  ]);
  return patches.flatMap((patch) => {
    const isFilter = patch.applyTo === 'HTTP_FILTER' || patch.applyTo === 'NETWORK_FILTER';
    const { valueName } = patch;
    if (!isFilter || valueName === undefined || !names.has(valueName)) return [];
    if (patch.operation !== 'ADD' && !patch.operation.startsWith('INSERT')) return [];
    return chainFits(patch, listener, chain) ? { filter: valueName, place: patch.place } : [];
  });
}

/** `portNumber` of a listener match is the bound port. */
function chainFits({ match }: FilterPatch, listener: Listener, chain: FilterChain): boolean {
  const wanted = recordOf(fieldOf(match, 'listener'));
  if (wanted === undefined) return true;
  const name = matchText(wanted, 'name');
  if (name !== undefined && name !== listener.name) return false;
  const port = matchNumber(wanted, 'portNumber');
  if (port !== undefined && port !== 0 && port !== listener.port) return false;
  const sni = matchText(wanted, 'filterChain', 'sni');
  if (sni !== undefined && chain.match.serverNames?.includes(sni) !== true) return false;
  const chainName = matchText(wanted, 'filterChain', 'name');
  if (chainName !== undefined && chainName !== chain.name) return false;
  const filter = matchText(wanted, 'filterChain', 'filter', 'name');
  const needsHttp =
    filter === 'envoy.filters.network.http_connection_manager' || filter === 'envoy.http_connection_manager';
  return !needsHttp || chain.target.kind === 'http';
}

/** Patches that may have added or changed a cluster of that name. */
export function clusterPatches(patches: readonly FilterPatch[], cluster: string): readonly Place[] {
  return patches
    .filter((patch) => {
      if (patch.applyTo !== 'CLUSTER') return false;
      if (patch.operation === 'ADD') return patch.valueName === cluster;
      const wanted = recordOf(fieldOf(patch.match, 'cluster'));
      if (wanted === undefined) return true;
      const name = matchText(wanted, 'name');
      if (name !== undefined) return name === cluster;
      const [, port, subset, host] = cluster.split('|');
      const wantedPort = matchNumber(wanted, 'portNumber');
      return (
        (matchText(wanted, 'service') ?? host) === host &&
        (matchText(wanted, 'subset') ?? subset) === subset &&
        (wantedPort === undefined || wantedPort === 0 || String(wantedPort) === port)
      );
    })
    .map(({ place }) => place);
}
