/** Expected against found filter chains of gateway listeners. */
import type { FilterChain, Listener } from '../../../model/index.ts';
import type { Place } from '../effective.ts';
import type { ChainRule, ExpectedChain } from '../expected.ts';
import type { AlignmentSink } from './alignment-sink.ts';
import { byReplay, makeClaim } from './claim.ts';
import { clusterText, compareClusters } from './compare-action.ts';

/** Health and metrics: istioctl's JSON does not say that their listeners are static (reference 1.4). */
const BOOTSTRAP_PORTS = new Set([15020, 15021, 15090]);

/** All listeners but the bootstrap's own. `serversAt` gives every server of a plain-text port. */
export function alignChains(
  listeners: readonly Listener[],
  expected: readonly ExpectedChain[],
  sink: AlignmentSink,
): void {
  const open = new Set(expected);
  for (const listener of listeners) {
    const { state, port } = listener;
    if (state === 'static' || state === 'draining' || port === null || BOOTSTRAP_PORTS.has(port)) continue;
    for (const chain of listener.filterChains) {
      const match = counterpart(listener, chain, expected, open);
      if (match === undefined || isLosers(match, chain) || isAnothers(match, chain)) {
        const envoyFilters = sink.filters.chain(listener, chain);
        sink.find({ kind: 'chain-not-expected', entity: chain.id, listener: listener.label, envoyFilters });
        continue;
      }
      open.delete(match);
      claimChain(listener, chain, match, sink);
    }
  }
  for (const chain of open) {
    // AUTO_PASSTHROUGH stands for one chain a Service; none of them need exist.
    if (chain.kind === 'tcp' && chain.rule === null) continue;
    sink.find({
      kind: 'chain-absent',
      port: chain.boundPort,
      serverNames: chain.serverNames,
      origin: originOf(chain),
    });
  }
}

/** The chain is another rule's, which the resources put behind the one expected here. */
function isLosers(expected: ExpectedChain, { target }: FilterChain): boolean {
  if (expected.kind !== 'tcp' || target.kind !== 'tcp') return false;
  const leads = ({ clusters }: Pick<ChainRule, 'clusters'>): boolean =>
    compareClusters(clusters, target.cluster).length === 0;
  return expected.rule !== null && !leads(expected) && expected.losers.some(leads);
}

/** With several destinations the stat prefix is `NAME.NAMESPACE` of the VirtualService (reference 1.5). */
function isAnothers(expected: ExpectedChain, { target }: FilterChain): boolean {
  if (expected.kind !== 'tcp' || expected.rule === null) return false;
  if (target.kind !== 'tcp' || target.cluster.kind !== 'weighted' || target.statPrefix === '') return false;
  const { name, namespace } = expected.rule.resource.ref;
  return target.statPrefix !== `${name}.${namespace}`;
}

/** Rules alike, of which the creation times do not tell the first. */
function isTossUp(expected: ExpectedChain, { target }: FilterChain): boolean {
  if (expected.kind !== 'tcp' || target.kind !== 'tcp' || expected.isOrderKnown) return false;
  return expected.losers.some(({ clusters }) => compareClusters(clusters, target.cluster).length === 0);
}

function originOf(chain: ExpectedChain): Place {
  const server = { resource: chain.server.gateway.source, path: chain.server.path };
  return chain.kind === 'tcp' && chain.rule !== null ? chain.rule : server;
}

const WILDCARD_ADDRESSES = new Set(['0.0.0.0', '::']);

function bindFits(bind: string, address: string | null): boolean {
  return bind === '' ? address === null || WILDCARD_ADDRESSES.has(address) : bind === address;
}

/** HTTP chains by the route configuration they use; others by SNI. */
function counterpart(
  listener: Listener,
  chain: FilterChain,
  expected: readonly ExpectedChain[],
  open: ReadonlySet<ExpectedChain>,
): ExpectedChain | undefined {
  const here = expected.filter(
    ({ boundPort, isPortKnown, bind }) =>
      (boundPort === listener.port || !isPortKnown) && bindFits(bind, listener.address),
  );
  const { target } = chain;
  if (target.kind === 'http') {
    if (target.routes.kind !== 'rds') return undefined;
    const { routeConfigName } = target.routes;
    return here.find((candidate) => candidate.kind === 'http' && candidate.routeConfig === routeConfigName);
  }
  if (target.kind !== 'tcp') return undefined;
  const names = sniKey(chain.match.serverNames ?? []);
  const exact = here.find(
    (candidate) => candidate.kind === 'tcp' && open.has(candidate) && sniKey(sniMatch(candidate)) === names,
  );
  if (exact !== undefined) return exact;
  const isDnat = chain.match.serverNames?.some((name) => name.startsWith('outbound_.')) === true;
  return isDnat ? here.find((candidate) => candidate.kind === 'tcp' && candidate.rule === null) : undefined;
}

/** `*` among the hosts means no SNI match at all. */
function sniMatch(chain: ExpectedChain): readonly string[] {
  return chain.serverNames.includes('*') ? [] : chain.serverNames;
}

function sniKey(names: readonly string[]): string {
  return [...names].sort().join(' ');
}

function claimChain(listener: Listener, chain: FilterChain, expected: ExpectedChain, sink: AlignmentSink): void {
  const origin = originOf(expected);
  const { target } = chain;
  const changed =
    expected.kind === 'tcp' && expected.rule !== null && target.kind === 'tcp'
      ? compareClusters(expected.clusters, target.cluster)
      : [];
  const servers = expected.kind === 'http' ? sink.serversOf(expected.routeConfig, expected.server) : [expected.server];
  const several = servers.length > 1;
  const gateways = new Set(servers.map(({ gateway }) => gateway.source));
  gateways.delete(origin.resource);
  const sharedWith = expected.kind === 'http' ? [...gateways] : [];
  sink.claim(
    chain.id,
    makeClaim({
      origin: several ? { ...origin, path: '' } : origin,
      servers,
      sharedWith,
      confidence: changed.length === 0 && sharedWith.length === 0 && !isTossUp(expected, chain) ? 'certain' : 'likely',
      evidence: byReplay(
        expected.kind === 'http' ? `its route configuration is ${expected.routeConfig}` : tcpDetail(expected),
      ),
      changed,
    }),
  );
  for (const { filter, place } of sink.filters.inserted(listener, chain)) {
    sink.find({ kind: 'filter-inserted', entity: chain.id, listener: listener.label, filter, envoyFilter: place });
  }
  if (changed.length > 0) {
    sink.find({ kind: 'chain-changed', entity: chain.id, listener: listener.label, origin, fields: changed });
  }
}

function tcpDetail(expected: Extract<ExpectedChain, { kind: 'tcp' }>): string {
  if (expected.rule === null) return 'AUTO_PASSTHROUGH makes one chain a Service, port and subset';
  const sni = expected.serverNames.length === 0 ? 'any connection' : `SNI ${expected.serverNames.join(', ')}`;
  return `${sni} to ${expected.clusters.map(clusterText).join(', ')} is what istiod makes of this rule`;
}
