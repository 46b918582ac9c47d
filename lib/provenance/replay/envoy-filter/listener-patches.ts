/** Which patches select a listener's chain or a cluster (core/envoyfilter/{listener,cluster}_patch.go; reference 6). */
import { fieldOf, recordOf } from '../../../base/plain.ts';
import type { FilterChain, Listener } from '../../../model/index.ts';
import type { Place } from '../effective.ts';
import { matchNumber, matchText, type FilterPatch } from './patch.ts';

/** Patches that may have made this chain: they add one, or a listener with chains, or unite one with chains of their own. */
export function chainPatches(
  patches: readonly FilterPatch[],
  listener: Listener,
  chain: FilterChain,
): readonly Place[] {
  return patches.filter((patch) => bringsChains(patch) && chainFits(patch, listener, chain)).map(({ place }) => place);
}

function bringsChains({ applyTo, operation, value }: FilterPatch): boolean {
  if (applyTo === 'FILTER_CHAIN') return operation === 'ADD';
  if (applyTo !== 'LISTENER' || (operation !== 'ADD' && operation !== 'MERGE')) return false;
  return operation === 'ADD' || (fieldOf(value, 'filter_chains') ?? fieldOf(value, 'filterChains')) !== undefined;
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

/** Patches that may have made a cluster of that name: all others leave or take away what is there. */
export function clusterPatches(patches: readonly FilterPatch[], cluster: string): readonly Place[] {
  return patches
    .filter(({ applyTo, operation, valueName }) => {
      return applyTo === 'CLUSTER' && operation !== 'REMOVE' && valueName === cluster;
    })
    .map(({ place }) => place);
}
