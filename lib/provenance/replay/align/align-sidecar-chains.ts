/**
 * Outbound chains of a sidecar that carry a VirtualService in their metadata: which tls match or tcp rule they are.
 * Sidecar listeners are not replayed; SNI and clusters of the rules are held against the chain (core/tls.go; reference 7).
 */
import type { FilterChain, Listener } from '../../../model/index.ts';
import type { Layer4Match } from '../../../resources/index.ts';
import type { Place, ReplayLayer4Rule, ReplayVirtualService } from '../effective.ts';
import { layer4Clusters } from '../layer4-chains.ts';
import type { Replay } from '../replay.ts';
import { MESH_GATEWAY } from '../resolve-names.ts';
import { selects } from '../services.ts';
import type { AlignmentSink } from './alignment-sink.ts';
import { byReplay, makeClaim } from './claim.ts';
import { compareClusters } from './compare-action.ts';

export function alignSidecarChains(listeners: readonly Listener[], replay: Replay, sink: AlignmentSink): void {
  const services = new Map(
    replay.services.map((service) => [`${service.namespace}/${service.name}`, service] as const),
  );
  for (const listener of listeners) {
    for (const chain of listener.filterChains) {
      const parts = chain.istio?.config?.split('/');
      if (parts?.[6] !== 'virtual-service') continue;
      const service = services.get(`${parts[5] ?? ''}/${parts.slice(7).join('/')}`);
      const candidates = service === undefined ? [] : placesOf(service, chain, listener, replay);
      const [only, second] = candidates;
      if (only === undefined) {
        const envoyFilters = sink.filters.chain(listener, chain);
        sink.find({ kind: 'chain-not-expected', entity: chain.id, listener: listener.label, envoyFilters });
        continue;
      }
      const confidence = second === undefined ? 'certain' : 'likely';
      const evidence = byReplay('SNI and clusters of the chain are those of this rule');
      sink.claim(chain.id, makeClaim({ origin: only, servers: [], confidence, evidence }));
    }
  }
}

function placesOf(
  service: ReplayVirtualService,
  chain: FilterChain,
  listener: Listener,
  replay: Replay,
): readonly Place[] {
  const names = [...(chain.match.serverNames ?? [])].sort().join(' ');
  const tls = service.tls.flatMap((rule) =>
    rule.rule.matches.flatMap((match, index): readonly Place[] => {
      const fits = isForSidecar(match, listener, replay) && [...match.sniHosts].sort().join(' ') === names;
      const origin = { ...rule.origin, path: `${rule.origin.path}.match[${String(index)}]` };
      return fits && leadsTo(rule, chain, service, replay, listener) ? [origin] : [];
    }),
  );
  if (names !== '') return tls;
  const tcp = service.tcp.filter(({ rule }) => {
    const { matches } = rule;
    return matches.length === 0 || matches.some((match) => isForSidecar(match, listener, replay));
  });
  return tcp.filter((rule) => leadsTo(rule, chain, service, replay, listener)).map(({ origin }) => origin);
}

function isForSidecar(match: Layer4Match, listener: Listener, { target }: Replay): boolean {
  if (match.port !== 0 && match.port !== listener.port) return false;
  if (match.gateways.length > 0) return match.gateways.includes(MESH_GATEWAY);
  const namespaceFits = match.sourceNamespace === '' || match.sourceNamespace === target.namespace;
  return namespaceFits && selects(match.sourceLabels, target.labels);
}

function leadsTo(
  { rule }: ReplayLayer4Rule,
  chain: FilterChain,
  service: ReplayVirtualService,
  replay: Replay,
  listener: Listener,
): boolean {
  if (chain.target.kind !== 'tcp') return false;
  const expected = layer4Clusters(rule.destinations, {
    registry: replay.registry,
    profile: replay.profile,
    namespace: service.namespace,
    proxyNamespace: replay.target.namespace,
    listenPort: listener.port ?? 0,
  });
  return compareClusters(expected, chain.target.cluster).length === 0;
}
