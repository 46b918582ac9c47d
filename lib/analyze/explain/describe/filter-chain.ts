import type { ExplainedObject, FilterChain, Listener } from '../../../model/index.ts';
import { filterChainRow, routeConfigOfChain } from '../../rows/index.ts';
import { chainRivals } from '../rivals/other-rivals.ts';
import { listRivals } from '../rivals/rivals.ts';
import { selectorOf } from '../scene.ts';
import type { Scene, TargetOf } from '../scene.ts';
import { destinationSteps } from '../steps/destination-steps.ts';
import { originSteps } from '../steps/steps.ts';
import { listed, notListed } from '../words/count.ts';

/** Conditions that the sentence does not name; that a server name implies TLS needs no word. */
function hasFurther({ match }: FilterChain): boolean {
  const others = Object.keys(match).filter((key) => key !== 'serverNames' && key !== 'transportProtocol');
  return others.length > 0 || (match.transportProtocol !== undefined && match.transportProtocol !== 'tls');
}

function matchSentence({ filterChainMatcher }: Listener, chain: FilterChain): string {
  if (chain.isDefault) return 'It takes connections that no other chain matches.';
  if (filterChainMatcher !== undefined) {
    return 'Which connections it takes is decided by the filter_chain_matcher of the listener, which this version does not know.';
  }
  const { serverNames = [], transportProtocol } = chain.match;
  const further = hasFurther(chain) ? ', if its other conditions hold' : '';
  const some = transportProtocol === 'tls' ? 'TLS connections' : 'connections';
  if (serverNames.length > 0) {
    return `It takes TLS connections that ask for ${listed(serverNames)}${further}, unless another chain is more specific.`;
  }
  return `It takes ${some} whatever server name they ask for${further}, unless another chain is more specific.`;
}

function targetSentence(scene: Scene, chain: FilterChain): string {
  const { target } = chain;
  switch (target.kind) {
    case 'http': {
      const config = routeConfigOfChain(chain, scene.labels);
      if (config !== null) return `HTTP: requests are routed by route configuration ${config}.`;
      return target.routes.kind === 'scoped'
        ? 'HTTP: a part of each request chooses among scoped routes, which this version does not know.'
        : 'HTTP without routes: requests are answered 404.';
    }
    case 'tcp':
      return target.sniCluster === true
        ? 'TCP: bytes are passed on to the cluster that the SNI names.'
        : 'TCP: bytes are passed on as they are.';
    case 'other':
      return target.filter === null
        ? 'It has no filters.'
        : `Its last filter is ${target.filter}, neither HTTP nor TCP.`;
  }
}

function tlsSentence({ tls, transportSocket }: FilterChain): string {
  if (tls === undefined) {
    return transportSocket === null ? 'TLS is not terminated here.' : `Its transport socket is ${transportSocket}.`;
  }
  const secrets = tls.secrets.length === 0 ? '' : ` with the certificate of ${listed(tls.secrets)}`;
  const client = tls.requireClientCertificate === true ? '; a client certificate is required' : '';
  return `TLS is terminated here${secrets}${client}.`;
}

function missingRoutes(scene: Scene, chain: FilterChain): readonly string[] {
  const { target } = chain;
  if (target.kind !== 'http' || target.routes.kind !== 'rds' || !scene.has('routes')) return [];
  const { routeConfigName } = target.routes;
  if (scene.view.snapshot.routeConfigs.some(({ name }) => name === routeConfigName)) return [];
  return [`The input holds no route configuration ${routeConfigName}; if the proxy has none either, it answers 404.`];
}

export function describeFilterChain(scene: Scene, target: TargetOf<'filterChain'>): ExplainedObject {
  const { listener, chain } = target;
  const { view } = scene;
  const source = view.sourceOf(chain.id);
  const { listed: competes, more } = listRivals(chainRivals(scene, target));
  const ports = listener.port === null ? [] : [listener.port];
  const sent = chain.target.kind === 'tcp' ? destinationSteps(scene, chain.target.cluster) : [];
  return {
    kind: 'filterChain',
    selector: selectorOf(target),
    what: [
      `Filter chain ${String(chain.index)}, counted from 0, of listener ${listener.label}.`,
      matchSentence(listener, chain),
      tlsSentence(chain),
      targetSentence(scene, chain),
      ...missingRoutes(scene, chain),
      ...notListed(more, 'more filter chain', 'that compete with it'),
    ],
    source,
    path: [...originSteps(source, ports), ...sent],
    competes,
    raw: filterChainRow(view, scene.labels, listener, chain),
  };
}
