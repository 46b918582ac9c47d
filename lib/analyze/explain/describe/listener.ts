import type { ExplainedObject, Listener } from '../../../model/index.ts';
import { listenerRow } from '../../rows/index.ts';
import { listenerRivals } from '../rivals/other-rivals.ts';
import { listRivals } from '../rivals/rivals.ts';
import { selectorOf } from '../scene.ts';
import type { Scene, TargetOf } from '../scene.ts';
import { originSteps } from '../steps/steps.ts';
import { counted } from '../words/count.ts';

function addressSentence({ address, port, protocol, additionalAddresses = [] }: Listener): string {
  if (protocol === 'internal') return 'Internal listener: only clusters of this proxy reach it.';
  if (address === null) return 'Listener whose address the input does not tell.';
  const where = port === null ? address : `${address}, port ${String(port)}`;
  const more = additionalAddresses.length === 0 ? '' : `, and on ${additionalAddresses.join(', ')}`;
  return `Listener on ${where} (${protocol})${more}.`;
}

/** What a state means for a client (reference/envoy-semantics.md 1.1). */
const STATES: ReadonlyMap<string, string> = new Map([
  ['warming', 'It is warming: its port is not open yet, unless an older version of it holds it.'],
  ['draining', 'It is draining: it takes no new connections.'],
  ['error', 'Envoy rejected it: it takes no connections.'],
]);

function stateSentences({ state, error }: Listener): readonly string[] {
  const words = state === null ? undefined : STATES.get(state);
  const rejected = error === undefined ? [] : [`Envoy rejected its last update: ${error.details}`];
  return [...(words === undefined ? [] : [words]), ...rejected];
}

function chainSentences(listener: Listener): readonly string[] {
  const { filterChains, bindToPort, useOriginalDst, filterChainMatcher } = listener;
  return [
    filterChains.length === 0
      ? 'It has no filter chains.'
      : `It has ${counted(filterChains.length, 'filter chain')}; a connection takes exactly one of them or is closed.`,
    ...(filterChainMatcher === undefined
      ? []
      : ['A filter_chain_matcher chooses the chain; the matches written in the chains are ignored.']),
    ...(bindToPort ? [] : ['It opens no port itself: connections are handed to it by the original destination.']),
    ...(useOriginalDst ? ['It hands connections over to the listener of their original destination.'] : []),
  ];
}

export function describeListener(scene: Scene, target: TargetOf<'listener'>): ExplainedObject {
  const { listener } = target;
  const { view } = scene;
  const source = view.sourceOf(listener.id);
  const { listed: competes } = listRivals(listenerRivals(scene, target));
  return {
    kind: 'listener',
    selector: selectorOf(target),
    what: [addressSentence(listener), ...stateSentences(listener), ...chainSentences(listener)],
    source,
    path: originSteps(source, listener.port === null ? [] : [listener.port]),
    competes,
    raw: listenerRow(view, scene.labels, listener),
  };
}
